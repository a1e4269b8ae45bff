/** Longer queries make addresses that not every browser and proxy takes. */
const longestQuery = 1_500;

/** Where people see a query with its result. */
export function queryUrl(externalUrl: URL, query: string): string {
  if (query.length > longestQuery) return new URL('rules', externalUrl).href;
  const url = new URL('graph', externalUrl);
  url.search = new URLSearchParams({
    'g0.expr': query,
    'g0.tab': '1',
  }).toString();
  return url.href;
}
