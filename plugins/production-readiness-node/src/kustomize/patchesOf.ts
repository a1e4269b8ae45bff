import { Limits } from '../repository/limits';
import { Cursor } from '../repository/yaml/Cursor';
import { parseYaml } from '../repository/yaml/parseYaml';
import { Patch } from './applyPatch';

/** What reading patches needs of the kustomization around them. */
interface PatchContext {
  limits: Limits;
  /** The documents of a file that is named as seen from the kustomization. */
  file(written: string): Cursor[];
  problem(problem: string, at: Cursor): void;
}

/** The patches of a kustomization, in all three ways to write them. */
export function patchesOf(
  kustomization: Cursor,
  context: PatchContext,
): Patch[] {
  const items = (key: string) => kustomization.get(key).items();
  const targeted = [...items('patches'), ...items('patchesJson6902')];
  return [
    ...targeted.flatMap(patch => {
      const isInline = patch.get('patch').exists;
      const written = patch.get(isInline ? 'patch' : 'path');
      return read(written, isInline, patch.get('target'), context);
    }),
    ...items('patchesStrategicMerge').flatMap(patch =>
      read(patch, (patch.text() ?? '').includes('\n'), undefined, context),
    ),
  ];
}

function read(
  patch: Cursor,
  isInline: boolean,
  target: Cursor | undefined,
  context: PatchContext,
): Patch[] {
  const text = patch.text();
  if (text === undefined) return [];
  const contents = isInline ? inline(text, patch, context) : context.file(text);
  return contents.map(content => ({
    content,
    target: target?.isMapping ? target : content,
  }));
}

function inline(
  text: string,
  patch: Cursor,
  { limits, problem }: PatchContext,
): Cursor[] {
  const { path, line } = patch.position;
  const parsed = parseYaml(text, limits, inner => ({
    path,
    line: line + inner,
  }));
  if ('problem' in parsed) {
    problem(parsed.problem, patch);
    return [];
  }
  return parsed.documents.map(({ value, position }) =>
    Cursor.at(value, position),
  );
}
