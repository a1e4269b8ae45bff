import { FactGap } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Limits } from '../repository/limits';
import { folderOf, resolvePath } from '../repository/paths';
import { Cursor } from '../repository/yaml/Cursor';
import { isMapping } from '../repository/yaml/Located';
import { applyPatch } from './applyPatch';
import { generatedResources } from './generators';
import { patchesOf } from './patchesOf';
import { applyReplacements } from './replacements';
import { addLabels, rename, replaceImages, setReplicas } from './transforms';
import { applyVariables } from './variables';

/** The YAML of a repository, as far as kustomizations can refer to it. */
export interface ManifestFiles {
  /** Documents by path. */
  documents: ReadonlyMap<string, Cursor[]>;
  /** Kustomizations by folder. */
  kustomizations: ReadonlyMap<string, Cursor>;
  /** Other documents that stand beside kustomizations, such as values of charts. */
  values: ReadonlyMap<string, Cursor[]>;
  /** Whether a path is that of a file. */
  has(path: string): boolean;
  /**
   * What a chart of the repository renders to; undefined where it is not there.
   * @param values - laid over the chart's own, the last on top
   */
  renderChart(
    folder: string,
    name: string,
    values: readonly Cursor[],
  ): Cursor[] | undefined;
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
    resources.push(...this.charts(kustomization, folder));
    resources.push(
      ...generatedResources(kustomization, folder, path =>
        this.files.has(path),
      ),
    );
    const patches = patchesOf(kustomization, {
      limits: this.limits,
      file: written => this.file(written, folder),
      problem: (problem, at) => this.gap(`A patch ${problem}`, at),
    });
    for (const patch of patches) {
      resources = resources.map(resource => applyPatch(resource, patch));
    }
    resources = applyVariables(
      applyReplacements(resources, this.replacements(kustomization, folder)),
      kustomization.get('vars').items(),
    );
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

  /** Charts that Kustomize renders: those of its folder of charts, which a repository can have filled. */
  private charts(kustomization: Cursor, folder: string): Cursor[] {
    const written = kustomization.get('helmGlobals', 'chartHome').text();
    const home = resolvePath(folder, written ?? 'charts');
    return kustomization
      .get('helmCharts')
      .items()
      .flatMap(chart => {
        const name = chart.get('name').text() ?? '';
        const version = chart.get('version').text();
        const places = [`${name}-${version}/${name}`, name].flatMap(
          place => (home === undefined ? [] : resolvePath(home, place)) ?? [],
        );
        const values = this.valuesOf(chart, folder);
        const release = chart.get('releaseName').text() ?? name;
        for (const place of places) {
          const rendered = this.files.renderChart(place, release, values);
          if (rendered) return rendered;
        }
        this.gap(
          `The chart ${name} that Kustomize renders is not in the repository`,
          chart,
        );
        return [];
      });
  }

  private valuesOf(chart: Cursor, folder: string): Cursor[] {
    const files = [
      ...chart.get('valuesFile').texts(),
      ...chart.get('additionalValuesFiles').texts(),
    ].flatMap(written => this.file(written, folder));
    const inline = chart.get('valuesInline');
    if (!inline.isMapping) return files;
    return chart.get('valuesMerge').text() === 'merge'
      ? [inline, ...files]
      : [...files, inline];
  }

  private replacements(kustomization: Cursor, folder: string): Cursor[] {
    return kustomization
      .get('replacements')
      .items()
      .flatMap(entry => {
        const path = entry.get('path').text();
        if (path === undefined) return [entry];
        return this.file(path, folder).flatMap(content =>
          content.isList ? content.items() : [content],
        );
      });
  }

  private file(written: string, folder: string): Cursor[] {
    const path = resolvePath(folder, written);
    if (path === undefined) return [];
    this.resolved.used.add(path);
    const { documents, values } = this.files;
    return documents.get(path) ?? values.get(path) ?? [];
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
