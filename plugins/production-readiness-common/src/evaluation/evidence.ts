import { Source } from '../facts';

/** How many sources a result cites; more would hide the ones that matter. */
const maxEvidence = 20;

/**
 * Each source once, in the order given; those without a place are left out. Where there are too many, each file is
 * cited before any is cited again.
 */
export function distinctSources(sources: ReadonlyArray<Source>): Source[] {
  if (sources.length === 1) return sources.filter(hasPlace);
  const seen = new Map<string, { source: Source; turn: number }>();
  const turns = new Map<string, number>();
  for (const source of sources) {
    if (!hasPlace(source)) continue;
    const { path, line, url } = source;
    const key = `${path}\n${line}\n${url}`;
    if (seen.has(key)) continue;
    const file = path ?? url!;
    const turn = turns.get(file) ?? 0;
    turns.set(file, turn + 1);
    seen.set(key, { source, turn });
  }
  const all = [...seen.values()];
  const cited = new Set(
    all.length > maxEvidence
      ? [...all].sort((a, b) => a.turn - b.turn).slice(0, maxEvidence)
      : all,
  );
  return all.filter(one => cited.has(one)).map(({ source }) => source);
}

/** The sources of several parts, of which each is cited: those with the most give way where there are too many. */
export function sharedSources(parts: ReadonlyArray<Source[]>): Source[] {
  const kept = parts.map(sources => distinctSources(sources));
  for (;;) {
    const all = kept.flat();
    if (all.length <= maxEvidence) return distinctSources(all);
    const most = kept.reduce((a, b) => (b.length > a.length ? b : a));
    most.pop();
  }
}

function hasPlace({ path, url }: Source): boolean {
  return path !== undefined || url !== undefined;
}
