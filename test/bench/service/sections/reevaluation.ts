import { CompiledRubric } from '@goldenpath/backstage-plugin-production-readiness-common';
import { loadRubric } from '../../../../plugins/production-readiness-backend/src/rubric/loadRubric';
import { databaseOf } from '../database/Database';
import { Figure } from '../figures/Figure';
import { timed } from '../figures/statistics';
import { fleetEvaluator } from '../fleet/fleetEvaluator';
import { rowsThatDiffer, writeAgain } from '../fleet/writeAgain';
import { writeRubric } from '../fleet/writeRubric';
import { Context } from './Context';
import { fleetDatabase } from './startProduct';

const section = 'evaluation';

/**
 * Another rubric comes into force and every scorecard changes; beside it, a loop that loads the same facts and writes
 * the same rows in bulk, without an evaluation.
 */
export async function reevaluation(context: Context): Promise<Figure[]> {
  const { folder } = context;
  return [
    ...(await compare(
      context,
      'Re-evaluation, stricter rubric',
      await loadRubric([await writeRubric(folder, { revision: 1 })]),
    )),
    ...(await compare(
      context,
      'Re-evaluation, every result in other words',
      await loadRubric([await writeRubric(folder, { words: 'It has' })]),
    )),
  ];
}

async function compare(
  context: Context,
  name: string,
  rubric: CompiledRubric,
): Promise<Figure[]> {
  const { database, progress, sizes } = context;
  const services = sizes.reevaluated;
  const seed = await fleetDatabase(context, services);
  const [own, other] = ['own_', 'bare_'].map(prefix =>
    databaseOf(prefix, 'production-readiness'),
  );
  progress(`${name}, ${services} services`);
  const evaluated = await database.create(own, seed);
  const ours = await timed(() => fleetEvaluator(evaluated).apply(rubric));
  if (ours.result !== services) {
    throw new Error(`${ours.result} of ${services} services were evaluated`);
  }
  const written = await rowsThatDiffer(database.open(seed), evaluated);
  const copy = await database.create(other, seed);
  progress('the same rows in a bare loop');
  const bare = await timed(() => writeAgain(copy, written));
  await Promise.all([database.drop(own), database.drop(other)]);
  const rows = Object.values(written).reduce(
    (sum, { length }) => sum + length,
    0,
  );
  const seconds = (value: number) => value / 1000;
  return [
    { name: `${name}: rows written`, value: rows, unit: 'rows' },
    { name, value: seconds(ours.milliseconds), unit: 's' },
    {
      name: `${name}: bare loop`,
      value: seconds(bare.milliseconds),
      unit: 's',
    },
    {
      name: `${name}: to the bare loop`,
      value: ours.milliseconds / bare.milliseconds,
      unit: 'times',
      limit: { atMost: 3 },
    },
  ].map(figure => ({ section, services, ...figure } as Figure));
}
