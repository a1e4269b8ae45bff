import { dataFunctions } from './data';
import { FunctionTable } from './FunctionTable';
import { logicFunctions } from './logic';
import { textFunctions } from './text';
import { toJson, toYaml } from './serial';

/** All functions that need nothing but their arguments. */
export const pureFunctions: FunctionTable = {
  ...textFunctions,
  ...dataFunctions,
  ...logicFunctions,
  toYaml,
  toYamlPretty: toYaml,
  toJson,
  toPrettyJson: toJson,
  toRawJson: toJson,
  mustToJson: toJson,
};

/** Functions that make sense of an argument that is not settled: they hand it on inside what they build. */
export const tolerantFunctions = new Set([
  'quote',
  'squote',
  'printf',
  'print',
  'println',
  'cat',
  'indent',
  'nindent',
  'join',
  'list',
  'tuple',
  'dict',
  'set',
  'append',
  'prepend',
  'concat',
  'toYaml',
  'toYamlPretty',
  'toJson',
  'toPrettyJson',
  'toRawJson',
  'mustToJson',
]);
