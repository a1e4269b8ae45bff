import { ComposedFile } from '@goldenpath/backstage-plugin-scaffolder-backend-module-golden-paths';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeComposition } from '@goldenpath/backstage-plugin-scaffolder-backend-module-golden-paths';
import { Unit } from './Validator';

/** The text of a file. */
export function textOf({ contents }: ComposedFile): string {
  return contents.toString('utf8');
}

/** A unit for each file whose path matches. */
export function eachFile(
  files: readonly ComposedFile[],
  matches: (path: string) => boolean,
): Unit[] {
  return files
    .filter(({ path }) => matches(path))
    .map(file => ({ label: file.path, files: [file] }));
}

/** Whether a path is a template of a Helm chart, which is no YAML before Helm has rendered it. */
export function isHelmTemplate(path: string): boolean {
  return /^charts\/[^/]+\/templates\//.test(path);
}

/** The charts of a service, each with all of its files. */
export function charts(files: readonly ComposedFile[]): Unit[] {
  return files
    .filter(({ path }) => /^charts\/[^/]+\/Chart\.yaml$/.test(path))
    .map(({ path }) => {
      const folder = path.slice(0, -'Chart.yaml'.length);
      return {
        label: folder.slice(0, -1),
        files: files.filter(file => file.path.startsWith(folder)),
      };
    });
}

/** The Kustomize overlays of a service, each with all files that it builds on. */
export function overlays(files: readonly ComposedFile[]): Unit[] {
  return files
    .filter(({ path }) =>
      /^deploy\/kustomize\/.*\/kustomization\.yaml$/.test(path),
    )
    .map(({ path }) => ({
      label: path.slice(0, -'/kustomization.yaml'.length),
      files: files.filter(file => file.path.startsWith('deploy/kustomize/')),
    }));
}

/** Runs something on a unit that has been written to a folder of its own. */
export async function inFolder<T>(
  { files }: Unit,
  action: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'golden-path-matrix-'));
  try {
    await writeComposition({ files }, folder);
    return await action(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
