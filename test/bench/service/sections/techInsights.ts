import { stringify } from 'yaml';
import { Figure } from '../figures/Figure';
import { median, quantile, timed } from '../figures/statistics';
import { benchRubric, checks } from '../fleet/checks';
import { entityRefOf, nameOf } from '../fleet/entities';
import { factSets, FactSetName } from '../fleet/factSets';
import { Portal } from '../portal/Portal';
import { Context } from './Context';
import { startProduct } from './startProduct';
import { startTechInsights } from './startTechInsights';

const section = 'tech-insights';
const warmUps = 2;
/** Of ours for one of theirs, so that both have worked for a while when it counts. */
const oursPerWarmUp = 6;
const runs = 3;

/** Portals on one server, on the same services, asked in turn: ours with theirs for each way to give them facts. */
export async function techInsights(context: Context): Promise<Figure[]> {
  const [services] = context.sizes.fleets;
  const figures: Figure[] = [];
  context.progress('starting our portal');
  const ours = await startProduct(context, services);
  try {
    for (const facts of ['same', 'least'] as const) {
      const { title } = factSets[facts];
      const progress = (text: string) => context.progress(`${title}: ${text}`);
      progress('starting Tech Insights');
      const theirs = await startTechInsights(context, services, facts);
      const pair = { ...context, progress, ours, theirs, services, facts };
      try {
        figures.push(
          ...(await compareEvaluation(pair)),
          ...(await compareReading(pair)),
        );
      } finally {
        await theirs.stop();
      }
    }
  } finally {
    await ours.stop();
  }
  return figures;
}

/** Two portals, and what the second was given. */
interface Pair extends Context {
  ours: Portal;
  theirs: Portal;
  services: number;
  facts: FactSetName;
}

/** The limits are on a comparison of like with like. */
function limitOf({ facts }: Pair, atLeast: number): Pick<Figure, 'limit'> {
  return facts === 'same' ? { limit: { atLeast } } : {};
}

async function compareEvaluation(pair: Pair): Promise<Figure[]> {
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

async function compareReading(pair: Pair): Promise<Figure[]> {
  const { facts, ours, theirs, services, sizes, progress } = pair;
  progress('reading scorecards');
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let index = -sizes.warmUp; index < sizes.reads; index++) {
    const name = nameOf((index + services) % services);
    const own = await timed(() =>
      ours.send(`/production-readiness/scorecards/component/default/${name}`),
    );
    const other = await timed(() =>
      theirs.send(`/tech-insights/checks/run/default/component/${name}`, {}),
    );
    if (index < 0) continue;
    times.ours.push(own.milliseconds);
    times.theirs.push(other.milliseconds);
  }
  const { title } = factSets[facts];
  const shares = Object.entries({ median: 0.5, p95: 0.95 });
  return shares.flatMap(([called, share]) => {
    const [own, other] = [times.ours, times.theirs].map(list =>
      quantile(list, share),
    );
    const name = `Read one scorecard, ${called}`;
    return [
      {
        name: `${name}: Tech Insights, ${title}`,
        value: other,
        unit: 'ms' as const,
      },
      { name: `${name}: ours`, value: own, unit: 'ms' as const },
      {
        name: `${name}: faster than Tech Insights, ${title}`,
        value: other / own,
        unit: 'times' as const,
        ...limitOf(pair, 10),
      },
    ].map(figure => ({ section, services, ...figure }));
  });
}
