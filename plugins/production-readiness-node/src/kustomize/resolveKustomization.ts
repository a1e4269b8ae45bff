import { FactGap } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Limits } from '../repository/limits';
import { folderOf, resolvePath } from '../repository/paths';
import { Cursor } from '../repository/yaml/Cursor';
import { isMapping } from '../repository/yaml/Located';
import { parseYaml } from '../repository/yaml/parseYaml';
import { Patch, applyPatch } from './applyPatch';
import { addLabels, rename, replaceImages, setReplicas } from './transforms';

/** The YAML of a repository, as far as kustomizations can refer to it. */
export interface ManifestFiles {
  /** Documents by path. */
  documents: ReadonlyMap<string, Cursor[]>;
  /** Kustomizations by folder. */
  kustomizations: ReadonlyMap<string, Cursor>;
}

/** What a kustomization comes to. */
export interface Resolved {
  resources: Cursor[];
  gaps: FactGap[];
  /** The files and folders that took part. */
  used: Set<string>;
}

class Resolution {
  private steps = 0;

  constructor(
    private readonly files: ManifestFiles,
    private readonly limits: Limits,
    private readonly resolved: Resolved,
  ) {}

  folder(folder: string, given: Cursor[], depth = 0): Cursor[] {
    const kustomization = this.files.kustomizations.get(folder);
    if (!kustomization) return given;
    this.steps += 1;
    if (depth > 20 || this.steps > 500) {
      this.gap('Kustomize bases nest too deep', kustomization);
      return given;
    }
    this.resolved.used.add(folder);
    let resources = [...given];
    for (const key of ['resources', 'bases', 'components']) {
      for (const entry of kustomization.get(key).items()) {
        resources = this.entry(
          entry,
          folder,
          resources,
          key === 'components',
          depth,
        );
      }
    }
    this.charts(kustomization);
    for (const patch of this.patches(kustomization, folder)) {
      resources = resources.map(resource => applyPatch(resource, patch));
    }
    return resources
      .filter(({ value }) => !isMapping(value) || value.$patch !== 'delete')
      .map(resource =>
        Cursor.at(
          [
            (value: unknown) =>
              replaceImages(value, kustomization.get('images')),
            (value: unknown) =>
              setReplicas(value, kustomization.get('replicas')),
            (value: unknown) => addLabels(value, kustomization),
            (value: unknown) => rename(value, kustomization),
          ].reduce((value, transform) => transform(value), resource.value),
          resource.position,
        ),
      );
  }

  private entry(
    entry: Cursor,
    folder: string,
    resources: Cursor[],
    component: boolean,
    depth: number,
  ): Cursor[] {
    const written = entry.text();
    if (written === undefined) return resources;
    if (isRemote(written)) {
      this.gap(`The Kustomize base ${written} is not in the repository`, entry);
      return resources;
    }
    const path = resolvePath(folder, written);
    if (path === undefined) return resources;
    if (this.files.kustomizations.has(path)) {
      return component
        ? this.folder(path, resources, depth + 1)
        : [...resources, ...this.folder(path, [], depth + 1)];
    }
    this.resolved.used.add(path);
    return [...resources, ...(this.files.documents.get(path) ?? [])];
  }

  private charts(kustomization: Cursor): void {
    for (const chart of kustomization.get('helmCharts').items()) {
      if (!chart.get('repo').exists) continue;
      this.gap(
        `The chart ${chart
          .get('name')
          .text()} that Kustomize renders is not in the repository`,
        chart,
      );
    }
  }

  private patches(kustomization: Cursor, folder: string): Patch[] {
    return [
      ...kustomization
        .get('patches')
        .items()
        .flatMap(patch =>
          this.patchesOf(
            patch.get('patch').exists ? patch.get('patch') : patch.get('path'),
            patch.get('patch').exists,
            folder,
            patch.get('target'),
          ),
        ),
      ...kustomization
        .get('patchesStrategicMerge')
        .items()
        .flatMap(patch =>
          this.patchesOf(
            patch,
            (patch.text() ?? '').includes('\n'),
            folder,
            undefined,
          ),
        ),
      ...kustomization
        .get('patchesJson6902')
        .items()
        .flatMap(patch =>
          this.patchesOf(
            patch.get('patch').exists ? patch.get('patch') : patch.get('path'),
            patch.get('patch').exists,
            folder,
            patch.get('target'),
          ),
        ),
    ];
  }

  private patchesOf(
    patch: Cursor,
    inline: boolean,
    folder: string,
    target: Cursor | undefined,
  ): Patch[] {
    const text = patch.text();
    if (text === undefined) return [];
    const contents = inline
      ? this.inline(text, patch)
      : this.file(text, folder);
    return contents.map(content => ({
      content,
      target: target?.isMapping ? target : content,
    }));
  }

  private file(written: string, folder: string): Cursor[] {
    const path = resolvePath(folder, written);
    if (path === undefined) return [];
    this.resolved.used.add(path);
    return this.files.documents.get(path) ?? [];
  }

  private inline(text: string, patch: Cursor): Cursor[] {
    const { path, line } = patch.position;
    const parsed = parseYaml(text, this.limits, inner => ({
      path,
      line: line + inner,
    }));
    if ('problem' in parsed) {
      this.gap(`A patch ${parsed.problem}`, patch);
      return [];
    }
    return parsed.documents.map(({ value, position }) =>
      Cursor.at(value, position),
    );
  }

  private gap(reason: string, at: Cursor): void {
    const { path, line } = at.position;
    for (const collection of ['workloads', 'containers', 'platform']) {
      this.resolved.gaps.push({
        collection,
        reason: `${reason}.`,
        source: { path, line },
      });
    }
  }
}

function isRemote(written: string): boolean {
  return (
    written.includes('://') ||
    written.includes('?ref=') ||
    /^(?:github\.com|bitbucket\.org|gitlab\.com)\//.test(written) ||
    written.startsWith('git@')
  );
}

/** The folders that kustomizations refer to, so that the others are where deployments start. */
export function referredFolders(files: ManifestFiles): Set<string> {
  const referred = new Set<string>();
  for (const [folder, kustomization] of files.kustomizations) {
    for (const key of ['resources', 'bases', 'components']) {
      for (const written of kustomization.get(key).texts()) {
        const path = resolvePath(folder, written);
        if (path !== undefined) referred.add(path);
      }
    }
  }
  return referred;
}

/** The folder in which a kustomization file stands, or undefined for other files. */
export function kustomizationFolder(path: string): string | undefined {
  return /(?:^|\/)kustomization(?:\.ya?ml)?$|(?:^|\/)Kustomization$/.test(path)
    ? folderOf(path)
    : undefined;
}

/** Resolves the kustomization of a folder with its bases, components, patches, images and names. */
export function resolveKustomization(
  folder: string,
  files: ManifestFiles,
  limits: Limits,
): Resolved {
  const resolved: Resolved = { resources: [], gaps: [], used: new Set() };
  const resolution = new Resolution(files, limits, resolved);
  resolved.resources = resolution.folder(folder, []);
  return resolved;
}
