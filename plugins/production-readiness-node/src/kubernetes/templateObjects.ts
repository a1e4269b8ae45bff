import { Cursor } from '../repository/yaml/Cursor';
import { mapTexts } from '../repository/yaml/mapTexts';
import { unresolvedToken } from '../repository/yaml/unresolved';

const longestValue = 1_000;
/** What is filled in together; beyond it texts stay as they stand. */
const mostCharacters = 5_000_000;
const quoted = /\$\{([A-Za-z0-9_]{1,100})\}/g;
/** Stands for the whole value, and is put in without quotes. */
const unquoted = /^\$\{\{([A-Za-z0-9_]{1,100})\}\}$/;

/** Whether a document is a template of OpenShift, which `oc process` fills in. */
export function isOpenShiftTemplate(root: Cursor): boolean {
  const apiVersion = root.get('apiVersion').text() ?? '';
  return (
    root.get('kind').text() === 'Template' &&
    (apiVersion === 'v1' || apiVersion.startsWith('template.openshift.io/')) &&
    root.get('objects').isList
  );
}

/**
 * The objects of a template of OpenShift with its parameters filled in from their defaults. A parameter without one is
 * given when the template is processed, and is not settled. What is no parameter stays as it stands.
 */
export function templateObjects(root: Cursor): Cursor[] {
  const parameters = defaultsOf(root);
  const known = new Map<string, unknown>();
  let left = mostCharacters;
  const valueOf = (name: string) => {
    const value = parameters.get(name);
    left -= value?.length ?? 0;
    return left < 0 ? undefined : value;
  };
  const fill = (text: string) => {
    if (!text.includes('${')) return text;
    if (!known.has(text)) known.set(text, filledIn(text, valueOf));
    return known.get(text);
  };
  return root
    .get('objects')
    .items()
    .map(object => Cursor.at(mapTexts(object.value, fill), object.position));
}

function defaultsOf(root: Cursor): ReadonlyMap<string, string> {
  const defaults = new Map<string, string>();
  for (const parameter of root.get('parameters').items()) {
    const name = parameter.get('name').text();
    if (name === undefined) continue;
    const value = parameter.get('value').text();
    const isRequired = parameter.get('required').boolean() === true;
    const isGenerated = parameter.get('generate').exists;
    const isOpen = isGenerated || (isRequired && (value ?? '') === '');
    defaults.set(
      name,
      isOpen || value === undefined || value.length > longestValue
        ? unresolvedToken(name)
        : value,
    );
  }
  return defaults;
}

function filledIn(
  text: string,
  valueOf: (name: string) => string | undefined,
): unknown {
  const name = unquoted.exec(text)?.[1];
  if (name !== undefined) {
    const value = valueOf(name);
    return value === undefined ? text : plainValue(value);
  }
  return text.replace(quoted, (whole, key) => valueOf(key) ?? whole);
}

/** What a value is without its quotes. */
function plainValue(value: string): unknown {
  if (value === 'true' || value === 'false') return value === 'true';
  const number = Number(value);
  return value.trim() !== '' && Number.isFinite(number) ? number : value;
}
