import { JsonObject, JsonValue } from '@backstage/types';
import { ApiRoute, nothingSchema } from '../routes/ApiRoute';
import { apiRoutes } from '../routes/apiRoutes';
import { componentSchemas, errorSchema, requestSchemas } from './components';
import { jsonSchemas } from './jsonSchemas';

const errorMeanings: Record<number, string> = {
  400: 'The request is not what this document says, or asks for what the rubric does not have.',
  401: 'Nobody is signed in.',
  403: 'The permission is missing, or the rules forbid it to this person.',
  404: 'There is no such thing, or the caller may not read it.',
  409: 'It has changed in the meantime, or its state does not allow it.',
};

/** Keys that the answers and bodies have while they are converted, all at once. */
const answerOf = (route: ApiRoute) => `${route.id}Answer`;
const bodyOf = (route: ApiRoute) => `${route.id}Body`;
const queryOf = (route: ApiRoute) => `${route.id}Query`;

/**
 * The REST API as an OpenAPI 3.1 document, made from the schemas that the backend parses requests with. Rules beyond a
 * shape, such as the fields of fact items, are named in the descriptions.
 * @param options - `closed` refuses fields of answers that are not described, which is for tests: clients have to
 *   expect them
 * @public
 */
export function openApiDocument(
  options: { closed?: boolean } = {},
): JsonObject {
  const routes: ApiRoute[] = Object.values(apiRoutes);
  const answers = jsonSchemas(
    Object.fromEntries([
      ['Error', errorSchema],
      ...routes.flatMap(route =>
        'schema' in route.answer
          ? [[answerOf(route), route.answer.schema]]
          : [],
      ),
    ]),
    componentSchemas,
    { io: 'output', closed: options.closed ?? false },
  );
  const requests = jsonSchemas(
    Object.fromEntries(
      routes.flatMap(route => [
        [queryOf(route), route.query],
        [bodyOf(route), route.body],
      ]),
    ),
    requestSchemas,
    { io: 'input', closed: true },
  );
  const paths: Record<string, JsonObject> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = {
      ...paths[path],
      [route.method]: operation(route, {
        ...answers.schemas,
        ...requests.schemas,
      }),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Production readiness',
      version: '1.0.0',
      description:
        'Scorecards, reviews, exemptions and attestations of the services of the catalog. Whoever may not read an entity does not learn that it exists.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/production-readiness' }],
    security: [{ JWT: [] }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map(name => ({ name })),
    paths,
    components: {
      securitySchemes: {
        JWT: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      },
      responses: Object.fromEntries(
        Object.entries(errorMeanings).map(([status, description]) => [
          `Error${status}`,
          {
            description,
            content: json({ $ref: '#/components/schemas/Error' }),
          },
        ]),
      ),
      schemas: { ...requests.components, ...answers.components },
    },
  };
}

function operation(
  route: ApiRoute,
  schemas: Record<string, JsonObject>,
): JsonObject {
  const { id, tag, summary, description, answer, errors } = route;
  const refusals = [400, 401, ...errors]
    .sort()
    .map(status => [
      String(status),
      { $ref: `#/components/responses/Error${status}` },
    ]);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description && { description }),
    parameters: [
      ...pathParameters(route),
      ...queryParameters(schemas[queryOf(route)]),
    ],
    ...(route.body !== nothingSchema && {
      requestBody: { required: true, content: json(schemas[bodyOf(route)]) },
    }),
    responses: {
      [answer.status]:
        'schema' in answer
          ? { description: 'Done.', content: json(schemas[answerOf(route)]) }
          : {
              description: answer.description,
              content: {
                [answer.mediaType]: {
                  schema: {
                    type: answer.mediaType.endsWith('json')
                      ? 'object'
                      : 'string',
                  },
                },
              },
            },
      ...Object.fromEntries(refusals),
    },
  };
}

function pathParameters({ path }: ApiRoute): JsonObject[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(schema: JsonObject): JsonObject[] {
  const required = schema.required as string[] | undefined;
  return Object.entries((schema.properties ?? {}) as JsonObject).map(
    ([name, value]) => ({
      name,
      in: 'query',
      required: required?.includes(name) ?? false,
      schema: value as JsonValue,
    }),
  );
}

function json(schema: JsonObject): JsonObject {
  return { 'application/json': { schema } };
}
