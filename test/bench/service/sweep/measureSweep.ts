import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PostgresConnection } from '../../../../plugins/production-readiness-backend/src/__testUtils__/TestPostgres';

/** What a process that sweeps is told. */
export interface SweepOrder {
  connection: PostgresConnection & { database: string };
  /** Services in the catalog. */
  services: number;
  rubricFile: string;
}

/** What it found out. */
export interface SweepReport {
  evaluated: number;
  milliseconds: number;
  /** The most memory that the process ever had (resident set). */
  megabytes: number;
}

/** As in the product's image. With more, Node lets garbage lie for longer: the peak is then its choice, not ours. */
const heap = '--max-old-space-size=1536';

export async function measureSweep(order: SweepOrder): Promise<SweepReport> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    heap,
    join(__dirname, 'sweep.cjs'),
    JSON.stringify(order),
  ]);
  return JSON.parse(stdout.trim().split('\n').pop() ?? '');
}
