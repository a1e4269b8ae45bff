import { SourceFile } from '../../repository/SourceFile';
import { DeclaredDependency, Manifest } from './Manifest';
import {
  lineFinder,
  xmlAll,
  xmlChild,
  XmlNode,
  xmlOf,
  xmlText,
} from './xmlDocument';

/**
 * Maven. What a project depends on stands in its `dependencies`; `dependencyManagement` and `pluginManagement` only say
 * which version of a thing is taken where somebody depends on it, and a plugin's `dependencies` are the plugin's. Those
 * of a profile count as the build's own, unless the profile is on by itself.
 *
 * It counts as locked when no version is a range, a SNAPSHOT, LATEST or RELEASE; a dependency without a version takes
 * it from a parent or a platform, whose own version is judged the same way.
 */
export function readPom(file: SourceFile): Manifest {
  const project = xmlChild(xmlOf(file), 'project') ?? {};
  const line = lineFinder(file);
  const properties = xmlChild(project, 'properties') ?? {};
  const parent = xmlChild(project, 'parent');
  const group = xmlText(project.groupId) ?? xmlText(parent?.groupId) ?? '';
  const own = xmlText(project.version) ?? xmlText(parent?.version);
  const resolved = (value: unknown): string | undefined => {
    const text = xmlText(value);
    if (!text?.startsWith('${') || !text.endsWith('}')) return text;
    const name = text.slice(2, -1);
    if (name === 'project.version' || name === 'project.parent.version')
      return own;
    return xmlText(properties[name]) ?? text;
  };
  const read = (
    node: XmlNode | undefined,
    prefix: string,
    development: boolean,
  ): DeclaredDependency[] => {
    const artifact = xmlText(node?.artifactId);
    if (!node || !artifact) return [];
    const written = xmlText(node.groupId) ?? '';
    const name = written === '${project.groupId}' ? group : written;
    return [
      {
        name: `${prefix}${name}:${artifact}`,
        version: resolved(node.version),
        line: line(`<artifactId>${artifact}<`),
        development: development || xmlText(node.scope) === 'test',
      },
    ];
  };
  const direct = (node: XmlNode | undefined, development = false) =>
    xmlAll(xmlChild(node, 'dependencies'), 'dependency').flatMap(dependency =>
      read(dependency, '', development),
    );
  const managed = xmlAll(
    xmlChild(project, 'dependencyManagement'),
    'dependency',
  ).flatMap(node => read(node, '', true));
  const dependencies = [
    ...read(parent, 'parent:', false),
    ...direct(project),
    ...xmlAll(xmlChild(project, 'profiles'), 'profile').flatMap(profile =>
      direct(profile, !isOnByItself(profile)),
    ),
    ...xmlAll(xmlChild(project, 'build'), 'plugin').flatMap(node =>
      read(node, 'plugin:', false),
    ),
  ];
  const floating = [...dependencies, ...managed].filter(
    ({ version }) => !isFixed(version),
  );
  const module = xmlText(project.artifactId);
  return {
    path: file.path,
    ecosystem: 'java',
    dependencies,
    pinned: floating.length === 0,
    maven: {
      coordinates: `${group}:${module}`,
      version: own,
      aggregates: project.modules !== undefined,
      floating,
    },
    module,
    scripts: [],
    entries: [],
  };
}

function isOnByItself(profile: XmlNode): boolean {
  const activation = xmlChild(profile, 'activation');
  return xmlText(activation?.activeByDefault) === 'true';
}

/**
 * Whether the project is locked when what its own build makes is left out: a SNAPSHOT of a module that stands in the
 * same commit is no version that can change.
 */
export function isPinnedInReactor(
  { maven }: Manifest,
  manifests: readonly Manifest[],
): boolean {
  if (!maven) return false;
  const [group] = maven.coordinates.split(':');
  const known = new Set(manifests.map(other => other.maven?.coordinates));
  const inReactor = manifests.some(other => other.maven?.aggregates);
  return maven.floating.every(
    ({ name, version }) =>
      known.has(name.replace(/^(?:parent|plugin):/, '')) ||
      (inReactor && version === maven.version && name.startsWith(`${group}:`)),
  );
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
