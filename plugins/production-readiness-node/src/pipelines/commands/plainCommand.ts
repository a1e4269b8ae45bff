const managers = new Set(['npm', 'pnpm', 'yarn', 'bun']);
const runners = new Set([
  'compose',
  'docker-compose',
  'buildx',
  ...managers,
  'make',
  'just',
  'task',
  'helm',
  'docker',
]);
/** Options that take the next word, among those that stand before what is run. */
const withValue =
  /^(?:--filter|-F|--prefix|--cwd|--workspace|-w|-C|-f|--file|-n|--namespace|--context|--kube-context|-p|--project-name|--env-file|--profile)$/;

/**
 * A command without the options between a tool and what it is told to do, so that patterns need not skip them:
 * `npm --silent run -w api test` becomes `npm test`, `make -j4 check` becomes `make check`. What follows stays.
 */
export function plainCommand(line: string): string {
  const words = line.split(/[ \t]+/);
  const plain: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    plain.push(word);
    const tool = word.replace(/^.*[/"'(]/, '');
    if (!runners.has(tool)) continue;
    while (at + 1 < words.length) {
      const next = words[at + 1];
      if (next.startsWith('-')) at += withValue.test(next) ? 2 : 1;
      else if (managers.has(tool) && /^run(?:-script)?$/.test(next)) at += 1;
      else if (tool === 'yarn' && next === 'workspace') at += 2;
      else break;
    }
  }
  return plain.join(' ');
}
