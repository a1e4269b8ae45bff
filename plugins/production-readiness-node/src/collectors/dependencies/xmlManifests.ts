import { SourceFile } from '../../repository/SourceFile';
import { Manifest, nameOf } from './Manifest';
import {
  lineFinder,
  xmlAll,
  xmlChild,
  XmlNode,
  xmlOf,
  xmlText,
} from './xmlDocument';

/**
 * A .NET project, what all projects share, or the older packages.config. A `PackageVersion`, or a reference that only
 * updates another, says which version is taken where somebody refers to the package: it refers to nothing itself.
 */
export function readProject(file: SourceFile): Manifest {
  const root = xmlOf(file);
  const line = lineFinder(file);
  const references = [
    ...xmlAll(root, 'PackageReference'),
    ...xmlAll(root, 'GlobalPackageReference'),
    ...xmlAll(root, 'FrameworkReference'),
    ...xmlAll(root, 'package'),
  ];
  const found = references.flatMap(node => {
    const name = xmlText(node.Include) ?? xmlText(node.id);
    return name
      ? [
          {
            name,
            version: xmlText(node.Version) ?? xmlText(node.version),
            line: line(name),
            development: false,
          },
        ]
      : [];
  });
  const sdk = xmlText(xmlChild(root, 'Project')?.Sdk);
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
    namespace: namespaceOf(root, file.path),
    references: xmlAll(root, 'ProjectReference').flatMap(
      node => xmlText(node.Include)?.split('\\').join('/') ?? [],
    ),
    scripts: [],
    entries: [],
  };
}

/** The namespace of a project's code, which is called as the project where it says nothing else. */
function namespaceOf(root: XmlNode, path: string): string | undefined {
  if (!path.endsWith('proj')) return undefined;
  const groups = [xmlChild(root, 'Project')?.PropertyGroup].flat();
  const stated = groups.flatMap(
    group => xmlText((group as XmlNode | undefined)?.RootNamespace) ?? [],
  );
  const called = nameOf(path).replace(/\.\w+$/, '');
  return stated[0] ?? called.replace(/[\s-]/g, '_');
}
