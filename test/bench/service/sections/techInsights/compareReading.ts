import { Figure } from '../../figures/Figure';
import { quantile, timed } from '../../figures/statistics';
import { nameOf } from '../../fleet/entities';
import { factSets } from '../../fleet/factSets';
import { Portal } from '../../portal/Portal';
import { readingName, readings, shares } from '../../report/figureNames';
import { limitOf, oursPerWarmUp, Pair } from './Pair';

/** Reads in a row on one side. The other's turn leaves the processor's caches full of something else. */
const block = 100;

type Read = (portal: Portal, name: string) => Promise<unknown>;

const readOurs: Read = (portal, name) =>
  portal.send(`/production-readiness/scorecards/component/default/${name}`);
const readTheirs: Read = (portal, name) =>
  portal.send(`/tech-insights/checks/run/default/component/${name}`, {});

/** One scorecard at a time, and several at once, by each in turn. */
export async function compareReading(pair: Pair): Promise<Figure[]> {
  const { facts, ours, theirs, services, sizes, progress } = pair;
  const figures: Figure[] = [];
  for (const [called, readers] of Object.entries(readings)) {
    progress(`reading scorecards, ${called}`);
    const times = { ours: [] as number[], theirs: [] as number[] };
    for (
      let read = -sizes.warmUp, count = 0;
      read < sizes.reads;
      read += count
    ) {
      const isWarmUp = read < 0;
      count = Math.min(block, (isWarmUp ? 0 : sizes.reads) - read);
      const names = Array.from({ length: count }, (_, index) =>
        nameOf((read + index + sizes.warmUp) % services),
      );
      const own = await timesOf(ours, readOurs, names, readers);
      const other = await timesOf(theirs, readTheirs, names, readers);
      if (isWarmUp) {
        for (let more = 1; more < oursPerWarmUp; more++) {
          await timesOf(ours, readOurs, names, readers);
        }
        continue;
      }
      times.ours.push(...own);
      times.theirs.push(...other);
    }
    for (const [share, of] of Object.entries(shares)) {
      const [own, other] = [times.ours, times.theirs].map(list =>
        quantile(list, of),
      );
      const name = readingName(called, share);
      const { title } = factSets[facts];
      figures.push(
        ...[
          {
            name: `${name}: Tech Insights, ${title}`,
            value: other,
            unit: 'ms',
          },
          { name: `${name}: ours`, value: own, unit: 'ms' },
          {
            name: `${name}: faster than Tech Insights, ${title}`,
            value: other / own,
            unit: 'times',
            // The limit is on what one reader waits for.
            ...(readers === 1 && limitOf(pair, 10)),
          },
        ].map(
          figure =>
            ({ section: 'tech-insights', services, ...figure } as Figure),
        ),
      );
    }
  }
  return figures;
}

/** Milliseconds of each read, with so many of them under way. */
async function timesOf(
  portal: Portal,
  read: Read,
  names: string[],
  readers: number,
): Promise<number[]> {
  const left = names.values();
  const times: number[] = [];
  const reader = async () => {
    for (const name of left) {
      times.push((await timed(() => read(portal, name))).milliseconds);
    }
  };
  await Promise.all(Array.from({ length: readers }, reader));
  return times;
}
