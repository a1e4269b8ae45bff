import { convertHcl } from '../infrastructure/convertHcl';
import {
  expressionOf,
  openToken,
  TerraformValues,
} from '../infrastructure/TerraformValues';
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
    const argument = expression.slice(encode.length, -1);
    const text = `value = ${argument}\n`;
    const converted = await convertHcl('expression.tf', text, limits);
    if ('problem' in converted || !isMapping(converted.json)) {
      return openToken(expression);
    }
    return values.settle(converted.json.value);
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
