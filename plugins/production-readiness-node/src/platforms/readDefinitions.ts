import { convertHcl } from '../infrastructure/convertHcl';
import {
  expressionOf,
  openToken,
  TerraformValues,
} from '../infrastructure/TerraformValues';
import { argumentsOf, choiceOf } from '../infrastructure/terraformExpression';
import { Limits } from '../repository/limits';
import { isMapping } from '../repository/yaml/Located';

const encode = 'jsonencode(';
const bareToken =
  /([:[,]\s{0,20})(__unresolved_[0-9a-f]*__)(?=\s{0,20}[,}\]])/g;

/**
 * The container definitions of a task, which are JSON in a text: written out, or the argument of `jsonencode`,
 * which is HCL again. What is neither stays a token of its expression.
 */
export async function readDefinitions(
  attribute: unknown,
  values: TerraformValues,
  limits: Pick<Limits, 'nesting'>,
): Promise<unknown> {
  const written = values.written(attribute);
  const expression = expressionOf(written);
  if (expression?.startsWith(encode) && expression.endsWith(')')) {
    const argument = expression.slice(encode.length, -1).trim();
    return definitionsOf(argument, values, limits, 0);
  }
  const settled = values.settle(written);
  if (expression !== undefined || typeof settled !== 'string') return settled;
  for (const text of [settled, settled.replace(bareToken, '$1"$2"')]) {
    try {
      return JSON.parse(text);
    } catch {
      // A value that is an expression stands without quotes; the next text has them.
    }
  }
  return openToken('container_definitions that are no JSON');
}

/**
 * The definitions of a list that is put together: what `concat` joins, and of a list that is there on a condition
 * the one that holds, or the longer one where that is not known.
 */
async function definitionsOf(
  expression: string,
  values: TerraformValues,
  limits: Pick<Limits, 'nesting'>,
  depth: number,
): Promise<unknown> {
  const read = (part: string) => definitionsOf(part, values, limits, depth + 1);
  const joined = depth < 4 ? argumentsOf(expression, 'concat') : undefined;
  if (joined !== undefined) {
    const lists = await Promise.all(joined.map(read));
    return lists.some(Array.isArray) ? lists.flat() : openToken(expression);
  }
  const choice =
    depth < 4 && !expression.startsWith('[') ? choiceOf(expression) : undefined;
  if (choice !== undefined) {
    const holds = values.settle(`\${${choice.asked} ? true : false}`);
    if (typeof holds === 'boolean') return read(holds ? choice.yes : choice.no);
    const both = await Promise.all([read(choice.yes), read(choice.no)]);
    const [longer] = both.sort((a, b) => lengthOf(b) - lengthOf(a));
    return longer;
  }
  const text = `value = ${expression}\n`;
  const converted = await convertHcl('expression.tf', text, limits);
  return 'problem' in converted || !isMapping(converted.json)
    ? openToken(expression)
    : values.settle(converted.json.value);
}

/** What cannot be told counts as more than nothing. */
function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 1;
}
