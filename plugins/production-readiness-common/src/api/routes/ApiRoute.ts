import { z } from 'zod';

/** What a route answers with when all goes well: JSON of a shape, or a document of another media type. @public */
export type RouteAnswer =
  | { status: number; schema: z.ZodType }
  | { status: number; mediaType: string; description: string };

/**
 * One route of the REST API: where it is, what it takes, what it answers with. The backend mounts its routes from this
 * table and parses requests with these schemas, and the OpenAPI document is generated from them.
 * @public
 */
export interface ApiRoute<
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> {
  /** Name of the operation in generated clients. */
  id: string;
  method: 'get' | 'post';
  /** Below the base URL of the plugin, with parameters as `:name`. */
  path: string;
  tag: string;
  summary: string;
  description?: string;
  query: Query;
  /** Shape of the JSON that a `post` takes. */
  body: Body;
  /** The longest body, as Express takes it; 100kb where nothing is said. */
  bodyLimit?: string;
  answer: RouteAnswer;
  /** Statuses of errors beside 400 and 401. */
  errors: ReadonlyArray<403 | 404 | 409>;
}

/** The schema of a route that takes nothing. @public */
export const nothingSchema = z.strictObject({});

/** @public */
export type Nothing = typeof nothingSchema;

/** Keeps the types of the schemas. @public */
export function defineRoute<
  Query extends z.ZodType = Nothing,
  Body extends z.ZodType = Nothing,
>(
  route: Omit<ApiRoute<Query, Body>, 'query' | 'body'> & {
    query?: Query;
    body?: Body;
  },
): ApiRoute<Query, Body> {
  return {
    ...route,
    // The defaults of the type parameters are what stands in for a schema that is absent.
    query: route.query ?? (nothingSchema as unknown as Query),
    body: route.body ?? (nothingSchema as unknown as Body),
  };
}
