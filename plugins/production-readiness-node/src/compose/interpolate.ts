import { unresolvedToken } from '../repository/yaml/unresolved';

/** The variables of an `.env` file. */
export function readEnvironment(lines: readonly string[]): Map<string, string> {
  const variables = new Map<string, string>();
  for (const line of lines) {
    const match = /^\s*(?:export\s+)?(\w+)\s*=(.*)$/.exec(line);
    if (!match) continue;
    const value = match[2].trim();
    variables.set(match[1], value.replace(/^(["'])(.*)\1$/, '$2'));
  }
  return variables;
}

const variable = /\$(?:\$|(\w+)|\{(\w+)(?:(:?[-?+])([^{}]*))?\})/g;

/** Puts variables in place as compose does; one that nothing sets is left as unsettled. */
export function interpolate(
  text: string,
  variables: ReadonlyMap<string, string>,
): string {
  let result = text;
  // A default can hold a variable itself: the inner one is replaced first.
  for (let round = 0; round < 3 && result.includes('$'); round++) {
    result = result.replace(variable, (whole, plain, braced, sign, rest) => {
      if (whole === '$$') return '$$';
      const name: string = plain ?? braced;
      const value = variables.get(name);
      if (sign === ':-' || sign === '-') return value || rest;
      if (sign === ':+' || sign === '+') return value ? rest : '';
      return value ?? unresolvedToken(`\${${name}}`);
    });
    if (!variable.test(result)) break;
    variable.lastIndex = 0;
  }
  variable.lastIndex = 0;
  return result;
}
