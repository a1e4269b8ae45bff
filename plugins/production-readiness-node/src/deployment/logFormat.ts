/** What flags and variables that choose the format of logs are called, in lower case and without separators. */
const chosenBy = new Set([
  'logformat',
  'logformatter',
  'logencoding',
  'logencoder',
  'logoutputformat',
  'logoutput',
  'loggingformat',
  'loggingformatter',
  'loggerformat',
  'zapencoder',
  'zaplogformat',
  'loggingstructuredformatconsole',
  'loggingconsoleformattername',
]);

const structured = new Set([
  'json',
  'logfmt',
  'ecs',
  'gelf',
  'logstash',
  'stackdriver',
  'gcp',
]);

const switches = new Set([
  'logjson',
  'jsonlog',
  'jsonlogs',
  'logasjson',
  'logsasjson',
  'loggingjson',
  'quarkuslogconsolejson',
  'quarkuslogconsolejsonenabled',
]);

/** The structured format that a deployment asks a program for, by its arguments or its environment. */
export function logFormatOf(
  args: readonly string[],
  environment: ReadonlyArray<readonly [name: string, value: string]>,
): string | undefined {
  const flags = args.flatMap((arg, at): Array<readonly [string, string]> => {
    if (!arg.startsWith('-') || arg.length > 200) return [];
    const equals = arg.indexOf('=');
    return equals < 0
      ? [[arg, args[at + 1] ?? '']]
      : [[arg.slice(0, equals), arg.slice(equals + 1)]];
  });
  for (const [name, value] of [...flags, ...environment]) {
    const key = name.toLowerCase().replace(/[^a-z0-9]/g, '');
    const chosen = value.toLowerCase();
    if (chosenBy.has(key) && structured.has(chosen)) return chosen;
    const on = ['true', '1', 'yes'].includes(chosen);
    if (switches.has(key) && (on || value === '' || value.startsWith('-')))
      return 'json';
  }
  return undefined;
}
