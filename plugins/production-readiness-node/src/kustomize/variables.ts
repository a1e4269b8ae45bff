import { Cursor } from '../repository/yaml/Cursor';
import { mapTexts } from '../repository/yaml/mapTexts';
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
    Cursor.at(
      mapTexts(resource.value, text => filled(text, values)),
      resource.position,
    ),
  );
}

function filled(text: string, values: ReadonlyMap<string, string>): string {
  return text.includes('$(')
    ? text.replace(reference, (whole, name) => values.get(name) ?? whole)
    : text;
}
