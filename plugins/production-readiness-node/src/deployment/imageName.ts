/** The parts of an image reference. */
export interface ImageName {
  /** Registry and repository, without tag and digest. */
  repository: string;
  /** The last part of the repository. */
  base: string;
  tag?: string;
  digest?: string;
}

/** Splits an image reference; the colon of a registry's port is no tag. */
export function imageName(reference: string): ImageName {
  const [beforeDigest, digest] = splitOnce(reference.trim(), '@');
  const lastSlash = beforeDigest.lastIndexOf('/');
  const colon = beforeDigest.indexOf(':', lastSlash + 1);
  const repository = colon < 0 ? beforeDigest : beforeDigest.slice(0, colon);
  const tag = colon < 0 ? undefined : beforeDigest.slice(colon + 1);
  return {
    repository,
    base: repository.slice(repository.lastIndexOf('/') + 1),
    tag: tag === '' ? undefined : tag,
    digest,
  };
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
