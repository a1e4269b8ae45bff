import { environmentOf } from '../../../deployment/environments';
import { SourceFile } from '../../../repository/SourceFile';

/** One value of a configuration file under its dotted key, in lower case without hyphens and underscores. */
export interface Setting {
  key: string;
  value: string;
  line: number;
}

const maxSettings = 5_000;

/** A key as configuration is looked up by: `server.shutdown`, whatever the case and the separators. */
export function settingKey(key: string): string {
  return key.toLowerCase().split('-').join('').split('_').join('');
}

/** The settings of a YAML, JSON, properties or INI file; none for a file that cannot be read. */
export function settingsOf(file: SourceFile): Setting[] {
  return file.view('settings', readSettings);
}

function readSettings(file: SourceFile): Setting[] {
  const { path } = file;
  if (/\.ya?ml$/.test(path)) {
    const view = file.yaml();
    if ('problem' in view) return [];
    return view.documents.flatMap(({ value, lineOf }) =>
      ofProduction(flatten(value, lineOf)),
    );
  }
  if (path.endsWith('.json')) {
    const view = file.json();
    return 'problem' in view ? [] : flatten(view.value, view.lineOf);
  }
  if (path.endsWith('.properties')) return partsOf(fromLines(file), file);
  if (/\.(ini|conf|cfg|env)$/.test(path)) return fromLines(file);
  return [];
}

function flatten(
  root: unknown,
  lineOf: (path: ReadonlyArray<string | number>) => number,
): Setting[] {
  const found: Setting[] = [];
  const visit = (
    value: unknown,
    path: Array<string | number>,
    key: string,
  ): void => {
    if (found.length >= maxSettings || path.length > 30) return;
    if (Array.isArray(value)) {
      const simple = value.every(item => typeof item !== 'object');
      if (simple && key) {
        found.push({ key, value: value.join(','), line: lineOf(path) });
        return;
      }
      value.forEach((item, index) => visit(item, [...path, index], key));
      return;
    }
    if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        const full = key ? `${key}.${settingKey(name)}` : settingKey(name);
        visit(inner, [...path, name], full);
      }
      return;
    }
    if (key && value !== undefined && value !== null)
      found.push({ key, value: String(value), line: lineOf(path) });
  };
  visit(root, [], '');
  return found;
}

function fromLines(file: SourceFile): Setting[] {
  const found: Setting[] = [];
  let section = '';
  for (let at = 0; at < file.lines.length; at += 1) {
    const line = file.lines[at].trim();
    if (!line || line.startsWith('#') || line.startsWith(';')) continue;
    if (line.startsWith('[') && line.endsWith(']')) {
      section = `${settingKey(line.slice(1, -1))}.`;
      continue;
    }
    const equals = line.indexOf('=');
    const colon = line.indexOf(':');
    const split = equals < 0 || (colon > 0 && colon < equals) ? colon : equals;
    if (split <= 0) continue;
    found.push({
      key: (section + settingKey(line.slice(0, split).trim())).slice(0, 300),
      value: line.slice(split + 1).trim(),
      line: at + 1,
    });
    if (found.length >= maxSettings) break;
  }
  return found;
}

/** Properties hold several documents, each behind a line of hyphens in a comment. */
function partsOf(settings: Setting[], { lines }: SourceFile): Setting[] {
  const ends = lines.flatMap((line, at) =>
    /^[#!]---\s*$/.test(line.slice(0, 100)) ? [at + 1] : [],
  );
  const parts: Setting[][] = [[]];
  for (const setting of settings) {
    while (setting.line > ends[parts.length - 1]) parts.push([]);
    parts[parts.length - 1].push(setting);
  }
  return parts.flatMap(ofProduction);
}

const profileKeys = new Set([
  'spring.config.activate.onprofile',
  'spring.profiles',
]);

/** The settings of a document, or none where it is for profiles of local work only. Quarkus marks each key instead. */
function ofProduction(settings: Setting[]): Setting[] {
  const isLocal = settings.some(
    ({ key, value }) => profileKeys.has(key) && isForLocalWork(value),
  );
  if (isLocal) return [];
  return settings.map(setting =>
    setting.key.startsWith('%prod.')
      ? { ...setting, key: setting.key.slice('%prod.'.length) }
      : setting,
  );
}

function isForLocalWork(profiles: string): boolean {
  const named = profiles
    .slice(0, 300)
    .split(/[,|&()\s]+/)
    .filter(Boolean);
  return (
    named.length > 0 &&
    !profiles.includes('!') &&
    named.every(profile => environmentOf(profile) === 'local')
  );
}
