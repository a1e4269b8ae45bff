import { imageName } from '../deployment/imageName';
import { PipelineReference, PipelineSystem } from './model';

const commit = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const exactVersion = /^v?\d+\.\d+\.\d+(?:[-+][\w.-]+)?$/;

type At = { path: string; line: number };

/** An action or reusable workflow; those of the repository itself are none. */
export function actionReference(uses: string, at: At): PipelineReference[] {
  if (uses.startsWith('./') || uses.startsWith('.\\')) return [];
  if (uses.startsWith('docker://')) {
    const image = imageReference('github-actions', uses.slice(9), at, false);
    return [{ ...image, kind: 'action' }];
  }
  const [name, ref = ''] = uses.split('@');
  if (!name.includes('/')) return [];
  return [
    {
      system: 'github-actions',
      kind: /\.ya?ml$/.test(name) ? 'include' : 'action',
      reference: uses,
      pinned: commit.test(ref),
      thirdParty: true,
      source: at,
    },
  ];
}

/**
 * An image that a pipeline runs in.
 * @param versions - whether an exact version counts as pinned, beside a digest
 */
export function imageReference(
  system: PipelineSystem,
  image: string,
  at: At,
  versions: boolean,
): PipelineReference {
  const { tag, digest } = imageName(image);
  const exact = tag !== undefined && exactVersion.test(tag.split('-')[0]);
  return {
    system,
    kind: 'image',
    reference: image,
    pinned: digest !== undefined || (versions && exact),
    thirdParty: true,
    source: at,
  };
}

/** Something that a pipeline includes from elsewhere at a version. */
export function includeReference(
  system: PipelineSystem,
  reference: string,
  version: string | undefined,
  at: At,
): PipelineReference {
  return {
    system,
    kind: 'include',
    reference: version === undefined ? reference : `${reference}@${version}`,
    pinned:
      version !== undefined &&
      (commit.test(version) || exactVersion.test(version)),
    thirdParty: true,
    source: at,
  };
}
