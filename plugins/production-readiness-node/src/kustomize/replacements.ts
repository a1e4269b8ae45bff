import { Cursor } from '../repository/yaml/Cursor';
import { changeField, fieldPath, valueAtField } from './fieldPath';
import { isTarget } from './transforms';

/**
 * Applies `replacements:`, each of which takes a value of one resource over into others.
 * @param replacements - as they stand in a kustomization or in a file that it names
 */
export function applyReplacements(
  resources: readonly Cursor[],
  replacements: readonly Cursor[],
): Cursor[] {
  return replacements.reduce<Cursor[]>(
    (known, replacement) => applyOne(known, replacement),
    [...resources],
  );
}

function applyOne(resources: Cursor[], replacement: Cursor): Cursor[] {
  const source = replacement.get('source');
  const from = resources.find(({ value }) => isTarget(value, source));
  if (!from || !source.isMapping) return resources;
  const written = source.get('fieldPath').text() ?? 'metadata.name';
  const found = valueAtField(from.value, fieldPath(written));
  const value = partOf(found, source.get('options'));
  if (value === undefined) return resources;
  return replacement
    .get('targets')
    .items()
    .reduce((known, target) => replaceIn(known, target, value), resources);
}

function replaceIn(
  resources: Cursor[],
  target: Cursor,
  value: unknown,
): Cursor[] {
  const options = target.get('options');
  const creates = options.get('create').boolean() === true;
  const rejected = target.get('reject').items();
  const paths = target.get('fieldPaths').texts().map(fieldPath);
  return resources.map(resource => {
    const isMeant =
      target.get('select').isMapping &&
      isTarget(resource.value, target.get('select')) &&
      !rejected.some(other => isTarget(resource.value, other));
    if (!isMeant) return resource;
    const changed = paths.reduce<unknown>(
      (known, path) =>
        changeField(
          known,
          path,
          before => withPart(before, value, options),
          creates,
        ),
      resource.value,
    );
    return Cursor.at(changed, resource.position);
  });
}

/** The part of a text that a delimiter and an index name. */
function partOf(value: unknown, options: Cursor): unknown {
  const delimiter = options.get('delimiter').text();
  if (delimiter === undefined || typeof value !== 'string') return value;
  return value.split(delimiter)[options.get('index').number() ?? 0];
}

function withPart(before: unknown, value: unknown, options: Cursor): unknown {
  const delimiter = options.get('delimiter').text();
  if (delimiter === undefined || typeof before !== 'string') return value;
  const parts = before.split(delimiter);
  const index = options.get('index').number() ?? 0;
  if (index < 0) return [value, ...parts].join(delimiter);
  if (index >= parts.length) return [...parts, value].join(delimiter);
  parts[index] = String(value);
  return parts.join(delimiter);
}
