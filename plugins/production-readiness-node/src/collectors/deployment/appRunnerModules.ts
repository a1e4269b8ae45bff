const appRunner = /(?:^|[^a-z])app[-_]?runner(?:[^a-z]|$)/i;
const namesSecret = /secret|vault/i;
/** Where the program and its variables are described; by a name, somebody else does. */
const described = /\bsource_configuration[ \t]{0,40}=[ \t]{0,40}\{/;
const handedOn = /\bimage_configuration[ \t]{0,40}=[ \t]{0,40}[a-z]/;
const mostLines = 300;

/**
 * What is known of the container that a module runs on App Runner, or undefined where a module is for something else.
 * App Runner asks every instance, at its port where nothing else is said, and sends requests to those that answer; a
 * secret reaches the program only through the module's arguments.
 */
export function appRunnerContainer(
  source: string,
  lines: readonly string[],
  line: number,
): Record<string, unknown> | undefined {
  if (!appRunner.test(source)) return undefined;
  const text = blockAt(lines, line).join('\n');
  const isOpen =
    described.test(text) && !handedOn.test(text) && !namesSecret.test(text);
  return {
    livenessProbe: {},
    readinessProbe: {},
    ...(isOpen && { secretEnvironment: [] }),
  };
}

/** The lines of a block that starts at one. */
function blockAt(lines: readonly string[], line: number): readonly string[] {
  const rest = lines.slice(line - 1, line - 1 + mostLines);
  const end = rest.findIndex(text => text.startsWith('}'));
  return end < 0 ? rest : rest.slice(0, end);
}
