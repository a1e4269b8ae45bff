// Makes src/data/ecosystemData.json of the YAML files beside it, because a build keeps no YAML.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const data = join(dirname(fileURLToPath(import.meta.url)), '../src/data');
const documents = readdirSync(data)
  .filter(name => name.endsWith('.yaml'))
  .sort()
  .map(name => parse(readFileSync(join(data, name), 'utf8')));
writeFileSync(
  join(data, 'ecosystemData.json'),
  `${JSON.stringify(documents.map(normalized), undefined, 1)}\n`,
);

/** Fields that may be written as one text or a list are lists. */
function normalized(document) {
  const listed = new Set([
    'package',
    'import',
    'gives',
    'traits',
    'imports',
    'declared',
    'and',
    'files',
  ]);
  const visit = value => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        listed.has(key) && typeof inner === 'string' ? [inner] : visit(inner),
      ]),
    );
  };
  const empty = { implicitImports: false, reachability: false, effects: {} };
  const lists = [
    'libraries',
    'constructs',
    'clients',
    'settings',
    'declarations',
    'routes',
    'services',
  ];
  return {
    ...empty,
    ...Object.fromEntries(lists.map(name => [name, []])),
    ...visit(document),
  };
}
