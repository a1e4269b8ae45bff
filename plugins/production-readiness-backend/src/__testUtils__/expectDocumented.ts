import { openApiDocument } from '@goldenpath/backstage-plugin-production-readiness-common';
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { Response } from 'supertest';

const document: any = openApiDocument({ closed: true });
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ ...document, $id: 'openapi' });

const operations = Object.entries<any>(document.paths).flatMap(
  ([path, methods]) =>
    Object.keys(methods).map(method => ({
      method,
      path,
      pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
    })),
);

/** Fails for an answer that the OpenAPI document does not describe: its route, its status or its shape. */
export function expectDocumented(response: Response): void {
  const { method, url } = response.request;
  const { pathname } = new URL(url);
  const path = pathname.replace('/api/production-readiness', '');
  const operation = operations
    .filter(one => one.method === method.toLowerCase())
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length)
    .find(({ pattern }) => pattern.test(path));
  const called = `${method} ${path}`;
  if (!operation) throw new Error(`${called} is not documented`);
  const pointer = ['paths', operation.path, operation.method, 'responses'];
  const described = at([...pointer, String(response.status)]);
  if (!described) {
    throw new Error(`${called} answers ${response.status}, not documented`);
  }
  const type = response.type;
  if (!described.value.content[type]) {
    throw new Error(`${called} answers with ${type}, not documented`);
  }
  if (type !== 'application/json') return;
  const reference = [...described.pointer, 'content', type, 'schema']
    .map(key =>
      encodeURIComponent(key.replace(/~/g, '~0').replace(/\//g, '~1')),
    )
    .join('/');
  const validate = ajv.getSchema(`openapi#/${reference}`);
  if (!validate) throw new Error(`${called} has no schema`);
  if (!validate(response.body)) {
    throw new Error(`${called}: ${ajv.errorsText(validate.errors)}`);
  }
}

/** What stands at a place of the document, or where that place refers to. */
function at(pointer: string[]): { pointer: string[]; value: any } | undefined {
  const value = pointer.reduce((node, key) => node?.[key], document);
  return typeof value?.$ref === 'string'
    ? at(value.$ref.slice(2).split('/'))
    : value && { pointer, value };
}
