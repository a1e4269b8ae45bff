import { folderOf, resolvePath } from '../repository/paths';
import { SourceFile } from '../repository/SourceFile';
import { Cursor } from '../repository/yaml/Cursor';
import { EnvironmentKind, environmentOf } from './environments';

/**
 * The environments that the profiles of a skaffold.yaml deploy folders, manifests and files of values for. Beside a
 * profile for production, one whose name says nothing is not for production.
 */
export function skaffoldProfiles(
  file: SourceFile,
): Map<string, EnvironmentKind> {
  const found = new Map<string, EnvironmentKind>();
  const yaml = file.yaml();
  if ('problem' in yaml) return found;
  const profiles = yaml.documents.flatMap(({ value, line }) =>
    Cursor.at(value, { path: file.path, line }).get('profiles').items(),
  );
  const kinds = profiles.map(profile =>
    environmentOf(profile.get('name').text() ?? ''),
  );
  const hasProduction = kinds.includes('production');
  profiles.forEach((profile, index) => {
    const kind = kinds[index] ?? (hasProduction ? 'local' : undefined);
    if (kind === undefined) return;
    for (const written of deployedBy(profile)) {
      const path = resolvePath(folderOf(file.path), fixedPart(written));
      if (path !== undefined && found.get(path) !== 'production')
        found.set(path, kind);
    }
  });
  return found;
}

function deployedBy(profile: Cursor): string[] {
  const texts = (...keys: string[]) => profile.get(...keys).texts();
  const releases = ['manifests', 'deploy'].flatMap(section =>
    profile.get(section, 'helm', 'releases').items(),
  );
  return [
    ...texts('manifests', 'kustomize', 'paths'),
    ...texts('deploy', 'kustomize', 'paths'),
    ...texts('manifests', 'rawYaml'),
    ...texts('deploy', 'kubectl', 'manifests'),
    ...releases.flatMap(release => release.get('valuesFiles').texts()),
  ];
}

/** A path without what stands behind its first wildcard. */
function fixedPart(written: string): string {
  const star = written.indexOf('*');
  if (star < 0) return written;
  return folderOf(written.slice(0, star)) || '.';
}
