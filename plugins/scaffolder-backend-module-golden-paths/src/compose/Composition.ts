import { JsonObject } from '@backstage/types';
import { OwnershipMode } from './BlockDefinition';
import { ServiceDescription } from './describeService';

/**
 * A file of a generated repository.
 *
 * @public
 */
export interface ComposedFile {
  /** Path in the repository, with forward slashes. */
  path: string;
  contents: Buffer;
  executable: boolean;
  /** The block that owns the file. */
  block: string;
  mode: OwnershipMode;
  /** Hex digest of the contents. */
  sha256: string;
}

/**
 * What a golden path generates from a set of answers. The same library and answers give the same bytes.
 *
 * @public
 */
export interface Composition {
  path: { name: string; version: string };
  service: ServiceDescription;
  blocks: { name: string; version: string }[];
  /** The answers with all defaults, without secrets. */
  answers: JsonObject;
  /** All files, sorted by path, the lock among them. */
  files: ComposedFile[];
}
