import { stringify } from 'yaml';
import { databaseOf } from '../database/Database';
import { Figure } from '../figures/Figure';
import { median, quantile, timed } from '../figures/statistics';
import { benchRubric, checks } from '../fleet/checks';
import { entityRefOf, nameOf } from '../fleet/entities';
import { fleetEvaluator } from '../fleet/fleetEvaluator';
import { Portal } from '../portal/Portal';
import { Context } from './Context';
import { prefixOf, startProduct } from './startProduct';
import { startTechInsights } from './startTechInsights';

const section = 'tech-insights';
const runs = 3;

/** Two portals on one server, on the same services, asked in turn. */
export async function techInsights(context: Context): Promise<Figure[]> {
  const [services] = context.sizes.fleets;
  context.progress('starting both portals');
  const ours = await startProduct(context, services);
  const theirs = await startTechInsights(context, services);
  try {
    return [
      ...(await compareEvaluation(context, ours, theirs, services)),
      ...(await compareReading(context, ours, theirs, services)),
    ];
  } finally {
    await Promise.all([ours.stop(), theirs.stop()]);
  }
}

async function compareEvaluation(
  { database, progress, rubric }: Context,
  ours: Portal,
  theirs: Portal,
  services: number,
): Promise<Figure[]> {
  const knex = database.open(
    databaseOf(prefixOf(services), 'production-readiness'),
  );
  const fleet = fleetEvaluator(knex);
  const [run, preview, apply]: number[][] = [[], [], []];
  for (let index = 0; index <= runs; index++) {
    progress(
      index === 0
        ? 'warming up'
        : `evaluating all services, run ${index} of ${runs}`,
    );
    const measured = [
      await timed(() => runChecks(theirs, services)),
      await timed(() => runPreview(ours, services)),
      await timed(() => fleet.apply(rubric)),
    ].map(({ milliseconds }) => milliseconds);
    if (index === 0) continue;
    [run, preview, apply].forEach((list, at) => list.push(measured[at]));
  }
  const faster = median(run) / median(preview);
  const told = (name: string, values: number[]): Figure => ({
    section,
    name,
    value: median(values),
    unit: 'ms',
    services,
  });
  return [
    told('Evaluate all: Tech Insights, bulk run over HTTP', run),
    told('Evaluate all: preview over HTTP, until it is done', preview),
    told('Evaluate all and compare with what is stored, in-process', apply),
    {
      section,
      name: 'Evaluate all over HTTP: faster than Tech Insights',
      value: faster,
      unit: 'times',
      services,
      limit: { atLeast: 20 },
    },
  ];
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

async function compareReading(
  { progress, sizes }: Context,
  ours: Portal,
  theirs: Portal,
  services: number,
): Promise<Figure[]> {
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
  return (
    [
      ['median', 0.5],
      ['p95', 0.95],
    ] as const
  ).flatMap(([called, share]): Figure[] => {
    const [own, other] = [times.ours, times.theirs].map(list =>
      quantile(list, share),
    );
    const told = (name: string, value: number): Figure => ({
      section,
      name: `${name}, ${called}`,
      value,
      unit: 'ms',
      services,
    });
    return [
      told('Read one scorecard: Tech Insights', other),
      told('Read one scorecard: ours', own),
      {
        section,
        name: `Read one scorecard, ${called}: faster than Tech Insights`,
        value: other / own,
        unit: 'times',
        services,
        limit: { atLeast: 10 },
      },
    ];
  });
}
