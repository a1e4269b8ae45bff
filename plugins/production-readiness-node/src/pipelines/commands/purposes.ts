import { checkCommands } from './checkCommands';
import { deliveryCommands } from './deliveryCommands';
import { Purpose } from '../model';
import { plainCommand } from './plainCommand';
import { leavesRelease, releasesIn } from './releaseRollback';
import { withoutTools } from './withoutTools';

/** What commands do; a command can do several of these. */
const commands = [...checkCommands, ...deliveryCommands];

const longestCommand = 1_000;
const longestScript = 100_000;

/** What a script does, and by which tools. Comments, what is only printed and tools that are only installed do not count. */
export function purposesOfScript(
  script: string,
): Array<{ purpose: Purpose; tool: string }> {
  const found = new Map<string, { purpose: Purpose; tool: string }>();
  const lines = commandLines(script);
  const releases = releasesIn(lines);
  for (const line of lines) {
    const run = withoutTools(line);
    for (const [purpose, tool, pattern] of commands) {
      // What is asked over HTTP tells a smoke test.
      const text = purpose === 'smoke' ? line : run;
      if (found.has(purpose) || !pattern.test(text)) continue;
      if (purpose === 'rollback' && leavesRelease(line, releases)) continue;
      found.set(purpose, { purpose, tool });
    }
  }
  return [...found.values()];
}

/** The commands of a script, one to a line: joined where a line goes on, without comments and output. */
export function commandLines(script: string): string[] {
  return script
    .slice(0, longestScript)
    .replace(/\\\r?\n/g, ' ')
    .split('\n')
    .map(line => plainCommand(line.trim().slice(0, longestCommand)))
    .filter(
      line =>
        line !== '' &&
        !line.startsWith('#') &&
        !/^(?:echo|printf|Write-Host)\b(?![^|]*\|)/.test(line),
    );
}
