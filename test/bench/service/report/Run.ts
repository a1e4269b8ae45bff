import { execFile } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { promisify } from 'node:util';
import { Figure, holds, rounded } from '../figures/Figure';

/** A figure as it is published. */
export interface JudgedFigure extends Figure {
  holds?: boolean;
}

/** All figures of one run, and where it was. */
export interface Run {
  at: string;
  /** The commit that was measured; with `+` where files differed from it. */
  commit: string;
  machine: { processor: string; cores: number; memoryGigabytes: number };
  node: string;
  quick: boolean;
  seconds: number;
  figures: JudgedFigure[];
}

export async function describeRun(
  figures: Figure[],
  { seconds, quick }: { seconds: number; quick: boolean },
): Promise<Run> {
  const processors = cpus();
  return {
    at: new Date().toISOString(),
    commit: await commit(),
    machine: {
      processor: processors[0]?.model.trim() ?? 'unknown',
      cores: processors.length,
      memoryGigabytes: Math.round(totalmem() / 1024 ** 3),
    },
    node: process.version,
    quick,
    seconds: Math.round(seconds),
    figures: figures.map(figure => ({
      ...figure,
      value: rounded(figure.value),
      holds: holds(figure),
    })),
  };
}

async function commit(): Promise<string> {
  const git = async (...args: string[]) =>
    (await promisify(execFile)('git', args, { cwd: __dirname })).stdout.trim();
  try {
    const changed = await git('status', '--porcelain', '--untracked-files=no');
    const head = await git('rev-parse', '--short=12', 'HEAD');
    return changed ? `${head}+` : head;
  } catch {
    return 'unknown';
  }
}
