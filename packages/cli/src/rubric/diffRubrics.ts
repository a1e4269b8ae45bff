import {
  Check,
  CompiledRubric,
  contentHash,
} from '@goldenpath/backstage-plugin-production-readiness-common';

type Version = { name: string; version: string; hash: string };

/** A field of a check that is not the same in two rubrics. */
export interface FieldChange {
  field: string;
  from: unknown;
  to: unknown;
}

/** What changed between two rubrics, in the order of the newer one. */
export interface RubricDifference {
  from: Version;
  to: Version;
  added: Array<Pick<Check, 'id' | 'level' | 'title'>>;
  removed: Array<Pick<Check, 'id' | 'level' | 'title'>>;
  changed: Array<{ id: string; changes: FieldChange[] }>;
  /** Everything that is not a check, such as `declarations`. */
  other: FieldChange[];
}

export function diffRubrics(
  from: CompiledRubric,
  to: CompiledRubric,
): RubricDifference {
  const before = new Map(from.document.checks.map(check => [check.id, check]));
  const after = new Set(to.document.checks.map(({ id }) => id));
  const { checks: _from, name: _a, version: _b, ...restFrom } = from.document;
  const { checks: _to, name: _c, version: _d, ...restTo } = to.document;
  return {
    from: versionOf(from),
    to: versionOf(to),
    added: to.document.checks.filter(({ id }) => !before.has(id)).map(inShort),
    removed: from.document.checks
      .filter(({ id }) => !after.has(id))
      .map(inShort),
    changed: to.document.checks.flatMap(check => {
      const old = before.get(check.id);
      const changes = old ? changesOf(old, check) : [];
      return changes.length > 0 ? [{ id: check.id, changes }] : [];
    }),
    other: changesOf(restFrom, restTo),
  };
}

function versionOf({ document: { name, version }, hash }: CompiledRubric) {
  return { name, version, hash };
}

function inShort({ id, level, title }: Check) {
  return { id, level, title };
}

function changesOf(from: object, to: object): FieldChange[] {
  const before = new Map<string, unknown>(Object.entries(from));
  const after = new Map<string, unknown>(Object.entries(to));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap(field => {
    const change = { field, from: before.get(field), to: after.get(field) };
    return hashOf(change.from) === hashOf(change.to) ? [] : [change];
  });
}

function hashOf(value: unknown): string {
  return contentHash([value]);
}
