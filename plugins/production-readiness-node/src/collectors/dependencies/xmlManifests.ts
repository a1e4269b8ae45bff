import { XMLParser } from 'fast-xml-parser';
import { SourceFile } from '../../repository/SourceFile';
import { DeclaredDependency, Manifest } from './Manifest';

const repeated = new Set([
  'dependency',
  'plugin',
  'PackageReference',
  'PackageVersion',
  'FrameworkReference',
  'package',
  'ItemGroup',
]);

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  processEntities: false,
  parseTagValue: false,
  parseAttributeValue: false,
  isArray: name => repeated.has(name),
});

type Node = Record<string, unknown>;

function collect(value: unknown, name: string, depth = 0): Node[] {
  if (depth > 12 || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value))
    return value.flatMap(item => collect(item, name, depth + 1));
  return Object.entries(value).flatMap(([key, inner]) =>
    key === name && Array.isArray(inner)
      ? inner.filter(
          (node): node is Node => typeof node === 'object' && node !== null,
        )
      : collect(inner, name, depth + 1),
  );
}

/** The first line after `from` that holds the text. */
function lineFinder(file: SourceFile): (needle: string) => number {
  const seen = new Map<string, number>();
  return needle => {
    const from = seen.get(needle) ?? 0;
    let at = file.lines.findIndex(
      (text, index) => index >= from && text.includes(needle),
    );
    if (at < 0) at = Math.max(0, from - 1);
    seen.set(needle, at + 1);
    return at + 1;
  };
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() ? value.trim() : undefined;

/**
 * Maven. It counts as locked when no version is a range, a SNAPSHOT, LATEST or RELEASE; a dependency without a version
 * takes it from a parent or a platform, whose own version is judged the same way.
 */
export function readPom(file: SourceFile): Manifest {
  const project = (parser.parse(file.text) as Node).project as Node;
  const line = lineFinder(file);
  const parent = project?.parent as Node | undefined;
  const properties = (project?.properties ?? {}) as Node;
  const resolved = (value: unknown): string | undefined => {
    const text = textOf(value);
    return text?.startsWith('${') && text.endsWith('}')
      ? textOf(properties[text.slice(2, -1)]) ?? text
      : text;
  };
  const found: DeclaredDependency[] = [];
  const add = (node: Node | undefined, prefix: string) => {
    const artifact = textOf(node?.artifactId);
    if (!node || !artifact) return;
    const group = textOf(node.groupId) ?? '';
    found.push({
      name: `${prefix}${group}:${artifact}`,
      version: resolved(node.version),
      line: line(`<artifactId>${artifact}<`),
      development: textOf(node.scope) === 'test',
    });
  };
  add(parent, 'parent:');
  collect(project, 'dependency').forEach(node => add(node, ''));
  collect(project, 'plugin').forEach(node => add(node, 'plugin:'));
  return {
    path: file.path,
    ecosystem: 'java',
    dependencies: found,
    pinned: found.every(({ version }) => isFixed(version)),
    module: textOf(project?.artifactId),
    scripts: [],
    entries: [],
  };
}

function isFixed(version: string | undefined): boolean {
  if (!version) return true;
  return !(
    version.startsWith('[') ||
    version.startsWith('(') ||
    version.endsWith('SNAPSHOT') ||
    version === 'LATEST' ||
    version === 'RELEASE'
  );
}

/** A .NET project, central package versions, or the older packages.config. */
export function readProject(file: SourceFile): Manifest {
  const root = parser.parse(file.text) as Node;
  const line = lineFinder(file);
  const references = [
    ...collect(root, 'PackageReference'),
    ...collect(root, 'PackageVersion'),
    ...collect(root, 'FrameworkReference'),
    ...collect(root, 'package'),
  ];
  const found = references.flatMap(node => {
    const name = textOf(node.Include) ?? textOf(node.Update) ?? textOf(node.id);
    return name
      ? [
          {
            name,
            version: textOf(node.Version) ?? textOf(node.version),
            line: line(name),
            development: false,
          },
        ]
      : [];
  });
  const project = (root.Project ?? {}) as Node;
  const sdk = textOf(project.Sdk);
  if (sdk) {
    found.push({
      name: `sdk:${sdk}`,
      version: undefined,
      line: line(sdk),
      development: false,
    });
  }
  return {
    path: file.path,
    ecosystem: 'dotnet',
    dependencies: found,
    pinned: false,
    scripts: [],
    entries: [],
  };
}
