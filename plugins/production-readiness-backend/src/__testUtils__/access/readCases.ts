import { Ids, scorecard, secret } from './hiddenService';

/** Of each route that reads: where the outsider asks, and what the answer may be. */
export const readCases: Record<
  string,
  Array<{
    path: (ids: Ids) => string;
    /** Else 200. */
    status?: 404;
    /** How many services, or things of services, an answer tells of. */
    count?: (body: any) => unknown;
    /** With `count`. */
    of?: unknown;
  }>
> = {
  listServices: [
    { path: () => '/scorecards', count: itemsOf, of: 1 },
    {
      path: () => '/scorecards?sort=-level&limit=1',
      count: onlyPage,
      of: true,
    },
    { path: () => '/scorecards?owner=los-alamos', count: itemsOf, of: 0 },
    { path: () => '/scorecards?under=oppenheimer', count: itemsOf, of: 0 },
    { path: () => '/scorecards?tag=classified', count: itemsOf, of: 0 },
    { path: () => '/scorecards?blocked=true', count: itemsOf, of: 0 },
  ],
  exportServicesAsCsv: [{ path: () => '/scorecards/export/csv' }],
  exportServicesAsJson: [
    { path: () => '/scorecards/export/json', count: itemsOf, of: 1 },
  ],
  getScorecard: [{ path: () => `${scorecard}/manhattan`, status: 404 }],
  getBadge: [{ path: () => `${scorecard}/manhattan/badge.svg`, status: 404 }],
  getSarif: [{ path: () => `${scorecard}/manhattan/sarif`, status: 404 }],
  listReviews: [
    { path: () => '/reviews', count: itemsOf, of: 0 },
    { path: () => `/reviews?entityRef=${secret}`, count: itemsOf, of: 0 },
  ],
  getReview: [{ path: ({ review }) => `/reviews/${review}`, status: 404 }],
  listExemptions: [
    { path: () => '/exemptions', count: itemsOf, of: 0 },
    { path: () => `/exemptions?entityRef=${secret}`, count: itemsOf, of: 0 },
  ],
  listAttestations: [{ path: () => '/attestations', count: itemsOf, of: 0 }],
  listLevelRollups: ['owner', 'system', 'type', 'lifecycle', 'tag'].map(by => ({
    path: () => `/rollups/levels?by=${by}`,
    count: ({ items }) =>
      items.every(({ services }: { services: number }) => services === 1),
    of: true,
  })),
  listCheckRollups: [
    {
      path: () => '/rollups/checks',
      count: ({ items }) =>
        items.some(({ counts }: { counts: Record<string, number> }) =>
          Object.values(counts).some(services => services > 1),
        ),
      of: false,
    },
  ],
  getTrend: [
    {
      path: () => '/rollups/trend?by=owner&key=los-alamos',
      count: servicesOf,
      of: 0,
    },
    { path: () => '/rollups/trend?by=all', count: servicesOf, of: 1 },
  ],
  listMovers: [{ path: () => '/rollups/movers', count: itemsOf, of: 0 }],
  listCheckResults: [
    { path: () => '/checks/health-endpoint/results', count: itemsOf, of: 1 },
    {
      path: () => '/checks/health-endpoint/results?state=fail',
      count: itemsOf,
      of: 0,
    },
  ],
  getRubric: [{ path: () => '/rubric' }],
  getPreview: [
    {
      path: ({ preview }) => `/rubric/previews/${preview}`,
      count: ({ evaluated, rises, falls }) => ({ evaluated, rises, falls }),
      of: { evaluated: 1, rises: 0, falls: 0 },
    },
  ],
  listPreviewChanges: [
    {
      path: ({ preview }) => `/rubric/previews/${preview}/changes`,
      count: itemsOf,
      of: 0,
    },
  ],
  listActivations: [{ path: () => '/rubric/activations' }],
  // Counts everything, for operators: it has a permission of its own and names nothing.
  getHealth: [{ path: () => '/operations/health' }],
  listFailures: [{ path: () => '/operations/failures', count: itemsOf, of: 0 }],
  getOpenApi: [{ path: () => '/openapi.json' }],
};

function itemsOf({ items }: { items: unknown[] }): number {
  return items.length;
}

/** Services on the last day of a trend. */
function servicesOf({ items }: { items: any[] }): number {
  const counts: number[] = Object.values(items[items.length - 1]?.levels ?? {});
  return counts.reduce((sum, count) => sum + count, 0);
}

function onlyPage({ nextCursor }: { nextCursor?: string }): boolean {
  return nextCursor === undefined;
}
