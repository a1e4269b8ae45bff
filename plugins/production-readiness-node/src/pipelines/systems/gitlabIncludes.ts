import picomatch from 'picomatch';
import { resolvePath } from '../../repository/paths';
import { Cursor } from '../../repository/yaml/Cursor';
import { PipelineFiles } from './githubActions';
import { PipelineReference, PipelineStep } from '../model';
import { includeReference } from '../references';

/** What GitLab's own templates do, by words of their names. */
const templates =
  /SAST|Dependency-Scanning|Container-Scanning|Secure-Binaries|API-Security|DAST|Auto-DevOps|Vulnerability/i;

/** The documents that make up a pipeline; what stands for a pipeline that is elsewhere is added to `others`. */
export function included(
  root: Cursor,
  files: PipelineFiles,
  references: PipelineReference[],
  others: PipelineStep[],
  depth: number,
  seen = new Set<string>(),
): Cursor[] {
  // Each file once, however many lead to it.
  if (depth > 10 || seen.has(root.position.path)) return [];
  seen.add(root.position.path);
  const include = root.get('include');
  const entries = include.isList ? include.items() : [include];
  const found: Cursor[] = [];
  for (const entry of entries) {
    const { path, line } = entry.position;
    const at = { path, line };
    const local = entry.get('local').text() ?? entry.text();
    const project = entry.get('project').text();
    const remote = entry.get('remote').text();
    const component = entry.get('component').text();
    const template = entry.get('template').text();
    if (local !== undefined && !local.includes('://')) {
      for (const file of filesAt(local, files))
        found.push(
          ...included(file, files, references, others, depth + 1, seen),
        );
    } else if (project !== undefined) {
      references.push(
        includeReference('gitlab-ci', project, entry.get('ref').text(), at),
      );
    } else if (component !== undefined) {
      const [name, version] = component.split('@');
      references.push(includeReference('gitlab-ci', name, version, at));
    } else if (remote ?? local) {
      references.push(
        includeReference('gitlab-ci', remote ?? local!, undefined, at),
      );
    }
    const name = template ?? component ?? '';
    const isScan = templates.test(name);
    if (isScan) {
      others.push({
        name,
        ...at,
        script: 'semgrep',
        inputs: {},
        folder: '',
      });
    }
    const named = project === undefined ? [] : entry.get('file').texts();
    for (const uses of isScan
      ? []
      : [...named, component ?? remote].flatMap(file => file ?? [])) {
      others.push({ ...elsewhere(uses, entry.get('inputs')), ...at });
    }
  }
  return [...found, root];
}

/** The files that a pipeline runs as pipelines of their own. */
export function childPipelines(root: Cursor, files: PipelineFiles): Cursor[] {
  return root.entries().flatMap(([, job]) => {
    const include = job.get('trigger', 'include');
    const entries = include.isList ? include.items() : [include];
    return entries.flatMap(entry => {
      const named = entry.get('local').text() ?? entry.text();
      return named === undefined ? [] : filesAt(named, files);
    });
  });
}

/** Files of the repository; a path may have a `*` for any text. */
function filesAt(written: string, files: PipelineFiles): Cursor[] {
  const target = resolvePath('', written.replace(/^\//, ''));
  if (target === undefined) return [];
  if (!target.includes('*')) return [files.get(target) ?? []].flat();
  const fits = picomatch(target, { dot: true });
  return [...files].flatMap(([path, file]) => (fits(path) ? [file] : []));
}

/** A file or component of another project: its name and inputs say what its jobs do. */
function elsewhere(
  uses: string,
  given: Cursor,
): Omit<PipelineStep, 'path' | 'line'> {
  const inputs = given.record();
  const [file] = uses.split('@');
  return {
    name: uses,
    uses: file.slice(file.lastIndexOf('/') + 1),
    elsewhere: 'pipeline',
    inputs,
    script: Object.values(inputs).join('\n'),
    folder: '',
  };
}
