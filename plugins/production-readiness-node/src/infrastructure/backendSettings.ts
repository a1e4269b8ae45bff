import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { folderOf, isInside } from '../repository/paths';
import { SourceFile } from '../repository/SourceFile';

type Infrastructure = FactOf<'infrastructure'>;

/** What a file hands to `terraform init` for a backend that is written in part. */
export interface BackendSettings {
  folder: string;
  /** It names a lock for the state. */
  locks: boolean;
}

const file =
  /\.tfbackend$|(?:^|\/)backend[\w.-]*\.(?:hcl|conf|tfvars|config)$|(?:^|\/)backends?\/[^/]+\.(?:hcl|conf|tfvars|config)$/;

/** Whether a file holds settings for a backend. */
export function isBackendSettings(path: string): boolean {
  return file.test(path);
}

/** Reads `use_lockfile = true` and its like, one to a line. */
export function readBackendSettings({
  path,
  lines,
}: SourceFile): BackendSettings {
  return {
    folder: folderOf(path),
    locks: lines.some(line =>
      /^\s*(?:use_lockfile\s*=\s*"?true|dynamodb_table\s*=\s*"?\w|lock_address\s*=\s*"?\w)/.test(
        line,
      ),
    ),
  };
}

/**
 * The state's backend with what `terraform init` is given for it: by files in the folder, below it, or above it where
 * the folder has none. Without such a file a backend that is written in part is not known to lock.
 */
export function completedBackend(
  backend: Infrastructure,
  all: readonly BackendSettings[],
): Infrastructure {
  if (!backend.facets.includes('partial') || backend.locked) return backend;
  const folder = folderOf(backend.source.path ?? '');
  const near = all.filter(settings => isInside(settings.folder, folder));
  const above = all.filter(settings => isInside(folder, settings.folder));
  const given = near.length > 0 ? near : above;
  return given.length > 0
    ? { ...backend, locked: given.some(({ locks }) => locks) }
    : {
        ...backend,
        unresolved: { locked: 'what terraform init is given for the backend' },
      };
}
