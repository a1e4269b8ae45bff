import { stringify } from 'yaml';
import { Figure } from '../../figures/Figure';
import { median, timed } from '../../figures/statistics';
import { benchRubric, checks } from '../../fleet/checks';
import { entityRefOf } from '../../fleet/entities';
import { factSets } from '../../fleet/factSets';
import { Portal } from '../../portal/Portal';
import { limitOf, oursPerWarmUp, Pair } from './Pair';

const section = 'tech-insights';
const warmUps = 2;
const runs = 3;

/** All services from stored facts, by each in turn. */
export async function compareEvaluation(pair: Pair): Promise<Figure[]> {
  const { facts, ours, theirs, services, progress } = pair;
  const [run, preview]: number[][] = [[], []];
  for (let index = -warmUps; index < runs; index++) {
    progress(
      index < 0
        ? 'warming up'
        : `evaluating all services, run ${index + 1} of ${runs}`,
    );
    const measured = [
      await timed(() => runChecks(theirs, services)),
      await timed(() => runPreview(ours, services)),
    ].map(({ milliseconds }) => milliseconds);
    if (index < 0) {
      for (let more = 1; more < oursPerWarmUp; more++) {
        await runPreview(ours, services);
      }
      continue;
    }
    [run, preview].forEach((list, at) => list.push(measured[at]));
  }
  const { title } = factSets[facts];
  return [
    {
      name: `Evaluate all: Tech Insights, ${title}`,
      value: median(run),
      unit: 'ms' as const,
    },
    { name: 'Evaluate all: ours', value: median(preview), unit: 'ms' as const },
    {
      name: `Evaluate all: faster than Tech Insights, ${title}`,
      value: median(run) / median(preview),
      unit: 'times' as const,
      ...limitOf(pair, 20),
    },
  ].map(figure => ({ section, services, ...figure }));
}

/** All entities in one request, which is the fastest way that it documents. */
async function runChecks(portal: Portal, services: number): Promise<void> {
  const entities = Array.from({ length: services }, (_, i) => entityRefOf(i));
  const answer: Array<{ results: unknown[] }> = JSON.parse(
    await portal.send('/tech-insights/checks/run', { entities }),
  );
  const complete = answer.filter(
    ({ results }) => results.length === checks.length,
  ).length;
  if (complete !== services) {
    throw new Error(`Tech Insights evaluated ${complete} of ${services}`);
  }
}

async function runPreview(portal: Portal, services: number): Promise<void> {
  const previews = '/production-readiness/rubric/previews';
  const files = [{ file: 'rubric.yaml', text: stringify(benchRubric()) }];
  let preview = JSON.parse(await portal.send(previews, { files }));
  while (preview.state === 'running') {
    await new Promise(done => setTimeout(done, 20));
    preview = JSON.parse(await portal.send(`${previews}/${preview.id}`));
  }
  if (preview.evaluated !== services) {
    throw new Error(`A preview evaluated ${preview.evaluated} of ${services}`);
  }
}
