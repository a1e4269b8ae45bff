import { JsonObject } from '@backstage/types';
import { stringify } from 'yaml';
import { operationsFor } from './operationsFor';
import { patchFor } from './patchFor';
import { isObject } from './renderResources';

/** Groups of Kubernetes itself, whose lists Kustomize merges by name. */
const builtIn =
  /^(?:v1$|(?:apps|autoscaling|batch|policy)\/|[a-z.]{1,60}\.k8s\.io\/)/;

/** What an overlay changes of a base. */
export interface OverlayPatches {
  /** Strategic merge patches, for a file. */
  merges: JsonObject[];
  /** Entries of `patches` in the kustomization, for kinds that are not of Kubernetes. */
  targeted: JsonObject[];
}

/** The patches that make resources of others. */
export function overlayPatches(
  pairs: readonly { from: JsonObject; to: JsonObject }[],
): OverlayPatches {
  const merges: JsonObject[] = [];
  const targeted: JsonObject[] = [];
  for (const pair of pairs) {
    const from = withoutSubjects(pair.from);
    const to = withoutSubjects(pair.to);
    const apiVersion = String(to.apiVersion);
    if (builtIn.test(apiVersion)) {
      const patch = patchFor(from, to);
      merges.push(...(patch ? [patch] : []));
      continue;
    }
    const operations = operationsFor(from, to);
    if (operations.length > 0) {
      targeted.push({
        target: {
          kind: to.kind,
          name: (to.metadata as JsonObject).name,
        },
        patch: stringify(operations, { lineWidth: 0 }),
      });
    }
  }
  return { merges, targeted };
}

/** Kustomize sets the namespace of a subject that it knows. */
function withoutSubjects(value: JsonObject): JsonObject {
  return Array.isArray(value.subjects)
    ? {
        ...value,
        subjects: value.subjects.map(subject => {
          if (!isObject(subject)) {
            return subject;
          }
          const { namespace: _, ...rest } = subject;
          return rest;
        }),
      }
    : value;
}
