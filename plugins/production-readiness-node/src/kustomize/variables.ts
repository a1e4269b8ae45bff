import { Cursor } from '../repository/yaml/Cursor';
import { copyLocated, isMapping } from '../repository/yaml/Located';
import { fieldPath, valueAtField } from './fieldPath';
import { isTarget } from './transforms';

const reference = /\$\(([A-Za-z_][\w.-]{0,100})\)/g;

/** Fills in `vars:`, which stand as `$(NAME)` for a field of a resource. */
export function applyVariables(
  resources: readonly Cursor[],
  variables: readonly Cursor[],
): Cursor[] {
  const values = new Map<string, string>();
  for (const variable of variables) {
    const name = variable.get('name').text();
    const from = resources.find(({ value }) =>
      isTarget(value, variable.get('objref')),
    );
    const path =
      variable.get('fieldref', 'fieldpath').text() ?? 'metadata.name';
    const value = from && valueAtField(from.value, fieldPath(path));
    const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
    if (name !== undefined && isPlain) values.set(name, String(value));
  }
  if (values.size === 0) return [...resources];
  return resources.map(resource =>
    Cursor.at(filled(resource.value, values), resource.position),
  );
}

function filled(value: unknown, values: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') {
    return value.includes('$(')
      ? value.replace(reference, (whole, name) => values.get(name) ?? whole)
      : value;
  }
  if (Array.isArray(value)) {
    const copy = copyLocated(value);
    copy.forEach((item, index) => {
      copy[index] = filled(item, values);
    });
    return copy;
  }
  if (!isMapping(value)) return value;
  const copy = copyLocated(value);
  for (const key of Object.keys(copy)) copy[key] = filled(copy[key], values);
  return copy;
}
