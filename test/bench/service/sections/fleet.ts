import { Figure } from '../figures/Figure';
import { quantile, timed } from '../figures/statistics';
import { Portal } from '../portal/Portal';
import { Reader } from '../portal/readers';
import { Context } from './Context';
import { prepareFleets, startProduct } from './startProduct';

const section = 'fleet' as const;
const api = '/production-readiness';

/** The first pages that somebody sees of a fleet. */
const pages = {
  'Fleet table, filtered, by level': `${api}/scorecards?limit=50&lifecycle=production&sort=-level`,
  'Fleet table of a team, by level': `${api}/scorecards?limit=50&owner=team-3&sort=level`,
  'Roll-up by owner': `${api}/rollups/levels?by=owner&limit=50`,
  'Roll-up by check': `${api}/rollups/checks`,
};
/** The ones with a limit to how much slower they are in the greatest fleet than in the smallest. */
const limited = ['Fleet table, filtered, by level', 'Roll-up by owner'];

/** How the figures of each reader go on. */
const readers: Record<Reader, string> = {
  everything: '',
  most: ', reader of nine in ten',
};

/** A portal over each fleet, asked in turn, so that all of them meet the same weather. */
export async function fleet(context: Context): Promise<Figure[]> {
  const { progress, sizes } = context;
  await prepareFleets(context);
  const portals = new Map<number, Portal>();
  try {
    for (const services of sizes.fleets) {
      progress(`starting a portal over ${services} services`);
      portals.set(services, await startProduct(context, services));
    }
    const figures: Figure[] = [];
    for (const [page, path] of Object.entries(pages)) {
      for (const [reader, who] of Object.entries(readers)) {
        const name = `${page}${who}`;
        progress(name);
        const request = { name, path, reader: reader as Reader };
        figures.push(
          ...(await measure(
            request,
            portals,
            reader === 'everything' ? sizes.requests : sizes.restricted,
          )),
        );
      }
    }
    return figures;
  } finally {
    await Promise.all([...portals.values()].map(portal => portal.stop()));
  }
}

async function measure(
  { name, path, reader }: { name: string; path: string; reader: Reader },
  portals: ReadonlyMap<number, Portal>,
  requests: number,
): Promise<Figure[]> {
  const times = new Map<number, number[]>();
  for (let index = -Math.ceil(requests / 4); index < requests; index++) {
    for (const [services, portal] of portals) {
      const { milliseconds } = await timed(() =>
        portal.send(path, undefined, reader),
      );
      if (index < 0) continue;
      times.set(services, [...(times.get(services) ?? []), milliseconds]);
    }
  }
  const statements = new Map<number, number>();
  for (const [services, portal] of portals) {
    statements.set(services, await portal.statements(path, reader));
  }
  const p95 = [...times].map(
    ([services, list]): Figure => ({
      section,
      name: `${name}: p95`,
      value: quantile(list, 0.95),
      unit: 'ms',
      services,
    }),
  );
  const [first, last] = [p95[0], p95[p95.length - 1]];
  const counts = [...statements.values()];
  return [
    ...p95,
    {
      section,
      name: `${name}: p95, greatest fleet to smallest`,
      value: last.value / first.value,
      unit: 'times',
      ...(limited.includes(name) && { limit: { atMost: 2 } }),
    },
    {
      section,
      name: `${name}: SQL statements`,
      value: counts[0],
      unit: 'statements',
    },
    {
      section,
      name: `${name}: SQL statements more or fewer in a greater fleet`,
      value: Math.max(...counts) - Math.min(...counts),
      unit: 'statements',
      limit: { atMost: 0 },
    },
  ];
}
