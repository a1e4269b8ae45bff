import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresProblem } from '../../../plugins/production-readiness-backend/src/__testUtils__/TestPostgres';
import { loadRubric } from '../../../plugins/production-readiness-backend/src/rubric/loadRubric';
import { Database } from './database/Database';
import { Figure, SectionName } from './figures/Figure';
import { writeRubric } from './fleet/writeRubric';
import { readOptions } from './options';
import { describeRun, Run } from './report/Run';
import { toTable } from './report/toTable';
import { writeReport } from './report/writeReport';
import { Context, Section } from './sections/Context';
import { evaluation } from './sections/evaluation';
import { fleet } from './sections/fleet';
import { replicas } from './sections/replicas';
import { techInsights } from './sections/techInsights/techInsights';

const sections: Record<SectionName, Section> = {
  'tech-insights': techInsights,
  fleet,
  evaluation,
  replicas,
};

/** Measures what is asked for, and tells on the way what it is at. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const problem = postgresProblem();
  if (problem) throw new Error(`PostgreSQL cannot run here: ${problem}`);
  const started = performance.now();
  const tell = (text: string) => {
    const seconds = Math.round((performance.now() - started) / 1000);
    process.stderr.write(`${String(seconds).padStart(4)} s  ${text}\n`);
  };
  const folder = await mkdtemp(join(tmpdir(), 'bench-service-'));
  tell('starting PostgreSQL');
  const database = await Database.start();
  const figures: Figure[] = [];
  try {
    const rubricFile = await writeRubric(folder);
    const context: Context = {
      database,
      rubric: await loadRubric([rubricFile]),
      rubricFile,
      folder,
      sizes: options.sizes,
      progress: tell,
    };
    for (const name of options.sections) {
      const measured = await sections[name]({
        ...context,
        progress: text => tell(`${name}: ${text}`),
      });
      figures.push(...measured);
      if (!options.json) process.stdout.write(`${toTable(measured)}\n\n`);
    }
  } finally {
    await database.stop();
    await rm(folder, { recursive: true });
  }
  const seconds = (performance.now() - started) / 1000;
  const run: Run = await describeRun(figures, {
    seconds,
    quick: options.quick,
  });
  if (options.json)
    process.stdout.write(`${JSON.stringify(run, undefined, 2)}\n`);
  if (options.write)
    for (const file of await writeReport(run)) tell(`wrote ${file}`);
  const broken = run.figures.filter(figure => figure.holds === false);
  tell(
    broken.length === 0
      ? 'all limits hold'
      : `${broken.length} limits do not hold: ${broken
          .map(({ name }) => name)
          .join('; ')}`,
  );
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
