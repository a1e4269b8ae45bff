import { Facts } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Collector, ServiceScope } from '../collectors/Collector';
import { collectFacts } from '../repository/collectFacts';
import { MemoryTree } from '../repository/MemoryTree';

/** The facts that collectors find in files of the memory, about the whole repository unless a service is named. */
export async function factsOf(
  collector: Collector,
  files: Record<string, string>,
  scope: ServiceScope = { path: '', name: 'orders' },
): Promise<Facts> {
  return collectFacts(MemoryTree.of(files), scope, { collectors: [collector] });
}

/** The items of one collection as `path:line`, with some of their fields. */
export async function itemsOf(
  collector: Collector,
  collection: string,
  files: Record<string, string>,
  scope?: ServiceScope,
): Promise<Array<Record<string, unknown>>> {
  const facts = await factsOf(collector, files, scope);
  return (facts.collections[collection] ?? []).map(({ source, ...item }) => ({
    at: `${source.path}:${source.line}`,
    ...item,
  }));
}
