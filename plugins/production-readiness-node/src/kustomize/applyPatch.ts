import { Cursor } from '../repository/yaml/Cursor';
import { copyLocated, isMapping } from '../repository/yaml/Located';
import { applyJsonPatch } from './jsonPatch';
import { strategicMerge } from './strategicMerge';
import { isTarget } from './transforms';

/** A change that a kustomization makes to resources. */
export interface Patch {
  /** A JSON patch (a list) or a strategic merge. */
  content: Cursor;
  /** What it applies to: its own name and kind where no target is stated. */
  target: Cursor;
}

/** The resource with the patch applied, or the resource itself where the patch has another target. */
export function applyPatch(
  resource: Cursor,
  { content, target }: Patch,
): Cursor {
  if (!isTarget(resource.value, target)) return resource;
  const value = content.isList
    ? applyJsonPatch(resource.value, content)
    : strategicMerge(resource.value, withoutIdentity(content, target));
  return Cursor.at(
    isMapping(content.value) && content.value.$patch === 'delete'
      ? { $patch: 'delete' }
      : value,
    resource.position,
  );
}

/** Where a target is stated, the name and kind that stand in the patch mean nothing. */
function withoutIdentity(patch: Cursor, target: Cursor): unknown {
  if (target === patch || !isMapping(patch.value)) return patch.value;
  const value = copyLocated(patch.value);
  for (const key of ['apiVersion', 'kind']) delete value[key];
  if (isMapping(value.metadata)) {
    const metadata = copyLocated(value.metadata);
    for (const key of ['name', 'namespace']) delete metadata[key];
    value.metadata = metadata;
  }
  return value;
}
