import { SourceFile } from '@goldenpath/backstage-plugin-production-readiness-node';

const number = /^\s*v?(\d{1,9}(?:\.\d{1,9}){0,3})/;

/** Where each ecosystem writes the version of a service, the first that says something counts. */
const readers: Array<[string, (file: SourceFile) => unknown]> = [
  [
    'package.json',
    file => {
      const json = file.json();
      return 'value' in json ? property(json.value, 'version') : undefined;
    },
  ],
  ['pyproject.toml', file => inTables(file, ['[project]', '[tool.poetry]'])],
  ['Cargo.toml', file => inTables(file, ['[package]'])],
  ['gradle.properties', file => inTables(file, [''])],
  ['build.gradle', file => inTables(file, [''])],
  ['build.gradle.kts', file => inTables(file, [''])],
  ['pom.xml', ofProject],
  ['VERSION', ({ lines }) => lines[0]],
];

/** Names of the files that can say which version a service has, the most telling first. */
export const releaseFiles = readers.map(([name]) => name);

/** The version that a file says the service has, without what follows the numbers. */
export function releaseOf(name: string, file: SourceFile): string | undefined {
  const read = readers.find(([known]) => known === name)?.[1];
  const version = read?.(file);
  return typeof version === 'string' ? number.exec(version)?.[1] : undefined;
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

/** `version = "1.2.3"` in one of these tables; '' is what stands before the first table. */
function inTables({ lines }: SourceFile, tables: string[]): string | undefined {
  let table = '';
  for (const line of lines) {
    const text = line.trim();
    if (text.startsWith('[')) table = text;
    const [key, value] = text.split('=', 2);
    if (tables.includes(table) && key.trim() === 'version' && value) {
      return value.trim().replace(/^["']/, '');
    }
  }
  return undefined;
}

/** The version of the project itself: not its parent's, nor that of anything that it depends on. */
function ofProject({ lines }: SourceFile): string | undefined {
  let inParent = false;
  for (const line of lines) {
    const text = line.trim();
    if (text.startsWith('<parent>')) inParent = true;
    if (/^<(dependencies|dependencyManagement|build|profiles)>/.test(text)) {
      return undefined;
    }
    if (!inParent && text.startsWith('<version>')) {
      return text.slice('<version>'.length);
    }
    if (text.startsWith('</parent>')) inParent = false;
  }
  return undefined;
}
