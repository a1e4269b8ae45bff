import { environmentOf } from '../../../deployment/environments';

const comparison = /^([^\s=!]{1,100})\s*(==|!=)\s*["']([\w-]{1,40})["']$/;
/** As Go writes it. */
const call = /^(eq|ne)\s+([^\s"']{1,100})\s+["']([\w-]{1,40})["']$/;
const aboutEnvironment =
  /env|stage|target|tier|cluster|namespace|workspace|deploy/i;
const isProduction = /^[.@]?(?:is_?)?prod(?:uction)?\??$/i;

/**
 * Whether a condition holds where production is deployed, as far as it asks for nothing but the environment:
 * `env == "production"`. Undefined where that does not settle it.
 */
export function holdsForProduction(condition: string): boolean | undefined {
  const text = condition.trim();
  if (isProduction.test(text)) return true;
  const [, variable, sign, literal] = comparison.exec(text) ?? [];
  if (variable !== undefined) return compared(variable, sign === '==', literal);
  const [, name, argument, value] = call.exec(text) ?? [];
  return name === undefined
    ? undefined
    : compared(argument, name === 'eq', value);
}

function compared(
  variable: string,
  equals: boolean,
  literal: string,
): boolean | undefined {
  if (!aboutEnvironment.test(variable)) return undefined;
  const environment = environmentOf(literal);
  if (environment === undefined) return undefined;
  return (environment === 'production') === equals;
}
