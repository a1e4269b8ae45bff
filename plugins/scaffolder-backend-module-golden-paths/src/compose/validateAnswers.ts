import { InputError } from '@backstage/errors';
import { JsonObject, JsonValue } from '@backstage/types';
import Ajv, { ErrorObject, ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { PathDefinition } from './PathDefinition';
import { TemplateLibrary } from './TemplateLibrary';
import { limits } from './limits';

type InputSchema = JsonObject & {
  'x-message'?: string;
  'x-secret'?: boolean;
  'x-when'?: Record<string, JsonValue[]>;
};

/**
 * The inputs of all blocks that a path may be composed of, with the path's own defaults and choices, without what the
 * path decides itself.
 */
export function inputsOf(
  library: TemplateLibrary,
  path: PathDefinition,
): Record<string, InputSchema> {
  const all: Record<string, InputSchema> = {};
  for (const name of path.blocks) {
    Object.assign(all, library.block(name)?.inputs.properties);
  }
  const inputs = withoutFixed(all, path);
  for (const [key, choices] of Object.entries(path.choices)) {
    inputs[key] = withChoices(path.name, key, inputs[key], choices);
  }
  for (const [key, value] of Object.entries(path.defaults)) {
    if (!(key in inputs)) {
      throw new InputError(
        `The path ${path.name} has a default for "${key}", which is no input of its blocks`,
      );
    }
    inputs[key] = { ...inputs[key], default: value as JsonValue };
  }
  return inputs;
}

function withChoices(
  path: string,
  key: string,
  schema: InputSchema | undefined,
  choices: string[],
): InputSchema {
  const known = Array.isArray(schema?.enum) ? schema.enum : [];
  const other = choices.find(choice => !known.includes(choice));
  if (!schema || other !== undefined) {
    throw new InputError(
      `The path ${path} offers "${other}" for "${key}", which is no choice of its blocks`,
    );
  }
  const names = schema.enumNames;
  return {
    ...schema,
    enum: choices,
    ...(Array.isArray(names) && {
      enumNames: choices.map(choice => names[known.indexOf(choice)]),
    }),
  };
}

function withoutFixed(
  all: Record<string, InputSchema>,
  { name, fixed }: PathDefinition,
): Record<string, InputSchema> {
  const decided = Object.keys(fixed);
  const known = Object.fromEntries(
    decided.filter(key => key in all).map(key => [key, all[key]]),
  );
  const problems = findSchemaErrors(known, fixed, validatorOf(known));
  if (problems.length > 0) {
    throw new InputError(`The path ${name} decides: ${problems.join('; ')}`);
  }
  const inputs: Record<string, InputSchema> = {};
  for (const [key, schema] of Object.entries(all)) {
    const when = Object.entries(schema['x-when'] ?? {});
    const isAsked = when.every(
      ([other, values]) =>
        !decided.includes(other) || values.includes(fixed[other] as JsonValue),
    );
    if (decided.includes(key) || !isAsked) {
      continue;
    }
    const open = when.filter(([other]) => !decided.includes(other));
    const { 'x-when': _, ...rest } = schema;
    inputs[key] = {
      ...rest,
      ...(open.length > 0 && { 'x-when': Object.fromEntries(open) }),
    };
  }
  return inputs;
}

/**
 * The values of every input of the library: what the path decides, the answers, then the path's defaults, then the blocks' own.
 *
 * @throws InputError that names each key that is unknown, undefined or not as its block expects it.
 */
export function validateAnswers(
  library: TemplateLibrary,
  path: PathDefinition,
  answers: Record<string, unknown>,
): JsonObject {
  const inputs = inputsOf(library, path);
  const problems = [
    ...findUndefined(answers),
    ...findUnsafeText(answers),
    ...findSchemaErrors(inputs, answers, validatorOf(inputs)),
  ];
  if (problems.length > 0) {
    throw new InputError(problems.join('; '));
  }
  const values: JsonObject = {};
  for (const block of library.blocks) {
    for (const [key, schema] of Object.entries(block.inputs.properties)) {
      if ('default' in schema) {
        values[key] = schema.default as JsonValue;
      }
    }
  }
  for (const [key, schema] of Object.entries(inputs)) {
    if ('default' in schema) {
      values[key] = schema.default;
    }
  }
  return {
    ...values,
    ...(answers as JsonObject),
    ...(path.fixed as JsonObject),
  };
}

function findUndefined(answers: Record<string, unknown>): string[] {
  return Object.entries(answers)
    .filter(([, value]) => value === undefined || value === null)
    .map(
      ([key]) => `"${key}" has no value; leave the key out to get its default`,
    );
}

function findUnsafeText(answers: Record<string, unknown>): string[] {
  return Object.entries(answers).flatMap(([key, value]) => {
    const texts = Array.isArray(value) ? value : [value];
    return texts.flatMap(text => {
      if (typeof text !== 'string') {
        return [];
      }
      if (text.length > limits.answerCharacters) {
        return [
          `"${key}" is longer than ${limits.answerCharacters} characters`,
        ];
      }
      // Nothing legitimate carries control characters, and YAML, TOML and terminals each fail on some.
      // eslint-disable-next-line no-control-regex
      return /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\p{Cs}/u.test(
        text,
      )
        ? [`"${key}" holds a control character or half a character`]
        : [];
    });
  });
}

const mostValidators = 50;
const validators = new Map<string, ValidateFunction>();

// Compiling takes longer than all the rest of a composition, and a creation composes more than once.
function validatorOf(inputs: Record<string, InputSchema>): ValidateFunction {
  const key = JSON.stringify(inputs);
  const known = validators.get(key);
  if (known) {
    return known;
  }
  // Forms add `ui:` keys and blocks `x-` keys to a schema; both are no business of the validator.
  const ajv = new Ajv({ allErrors: true, strict: false, verbose: true });
  addFormats(ajv);
  const validate = ajv.compile({
    type: 'object',
    additionalProperties: false,
    properties: inputs,
  });
  if (validators.size >= mostValidators) {
    validators.clear();
  }
  validators.set(key, validate);
  return validate;
}

function findSchemaErrors(
  inputs: Record<string, InputSchema>,
  answers: Record<string, unknown>,
  validate: ValidateFunction,
): string[] {
  const present = Object.entries(answers).filter(
    ([, value]) => value !== undefined && value !== null,
  );
  validate(Object.fromEntries(present));
  const seen = new Set<string>();
  return (validate.errors ?? []).flatMap(error => {
    const key =
      error.keyword === 'additionalProperties'
        ? error.params.additionalProperty
        : error.instancePath.split('/')[1];
    if (seen.has(key)) {
      return [];
    }
    seen.add(key);
    return [describe(key, error, inputs)];
  });
}

function describe(
  key: string,
  error: ErrorObject,
  inputs: Record<string, InputSchema>,
): string {
  if (error.keyword === 'additionalProperties') {
    const known = Object.keys(inputs).sort().join(', ');
    return `"${key}" is not an input of this path; its inputs are: ${known}`;
  }
  const schema = inputs[key];
  const expected =
    schema['x-message'] ??
    (error.keyword === 'enum'
      ? `must be one of: ${error.params.allowedValues.join(', ')}`
      : error.message);
  if (schema['x-secret']) {
    return `"${key}" ${expected}`;
  }
  const given = JSON.stringify(error.data) ?? '';
  const shown = given.length > 60 ? `${given.slice(0, 60)}…` : given;
  return `"${key}" ${expected} (it is ${shown})`;
}
