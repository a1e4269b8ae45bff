import { TaskRunner } from './taskFiles';

/** How the tasks of each runner are called: what follows the match are the names, one or several. */
const calls: Array<[runner: TaskRunner, pattern: RegExp, many: boolean]> = [
  ['npm', /\b(?:npm|pnpm|yarn|bun)(?: run(?:-script)?)? /g, false],
  ['npm', /\b(?:run-s|run-p|npm-run-all) /g, true],
  ['npm', /\bnpm:/g, false],
  ['make', /\bmake(?= |$)/g, true],
  ['just', /\bjust(?= |$)/g, true],
  ['task', /\b(?:go-)?task(?= |$)/g, true],
  ['mise', /\bmise(?: (?:run|r|tasks run))? /g, true],
  ['deno', /\bdeno task /g, false],
  ['composer', /\bcomposer(?: run(?:-script)?)? /g, false],
  ['rake', /\brake(?= |$)/g, true],
  ['poe', /\bpoe /g, false],
  ['hatch', /\bhatch (?:-e [\w.-]+ )?run /g, false],
  ['pdm', /\bpdm(?: run)? /g, false],
  ['pipenv', /\bpipenv run /g, false],
];

/** The tasks that a command line calls; '' for what a runner does when none is named. */
export function tasksCalled(
  line: string,
): Array<{ runner: TaskRunner; name: string }> {
  return calls.flatMap(([runner, pattern, many]) =>
    [...line.matchAll(pattern)].flatMap(match => {
      const rest = line.slice(match.index + match[0].length);
      const names = namesIn(rest, runner);
      return (many ? names : names.slice(0, 1)).map(name => ({ runner, name }));
    }),
  );
}

/** The words up to the end of the command, without options and settings; '' where there is nothing else. */
function namesIn(rest: string, runner: TaskRunner): string[] {
  const names: string[] = [];
  let isBare = true;
  for (const word of rest.trim().split(/\s+/)) {
    if (/^(?:&&|\|\|?|;|&|[<>]|--$)/.test(word)) break;
    const name = word.replace(/^["']|["';)]+$/g, '');
    if (/^[A-Za-z_][\w.:/%-]*$/.test(name)) {
      // An environment of hatch stands before its script.
      names.push(runner === 'hatch' ? name.split(':').pop()! : name);
    } else if (name !== '' && !/^-|^\w+\??=/.test(name)) isBare = false;
    if (/[;)]$/.test(word)) break;
  }
  return names.length === 0 && isBare ? [''] : names;
}
