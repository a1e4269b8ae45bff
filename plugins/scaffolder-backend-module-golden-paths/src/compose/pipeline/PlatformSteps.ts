import { InputError } from '@backstage/errors';
import {
  Document,
  isMap,
  isNode,
  isSeq,
  Node,
  parseDocument,
  YAMLMap,
} from 'yaml';
import { itemsOf } from './yamlNodes';

/**
 * How a platform does what a pipeline names: a YAML document whose parts an emitter puts into what it writes, with
 * their comments.
 */
export class PlatformSteps {
  /** @throws InputError when it is no YAML, naming line and column. */
  static parse(source: string, origin: string): PlatformSteps {
    const document = parseDocument(source);
    if (document.errors.length > 0 || !isMap(document.contents)) {
      throw new InputError(
        `${origin}: ${document.errors[0]?.message ?? 'holds no mapping'}`,
      );
    }
    return new PlatformSteps(document, origin);
  }

  private constructor(
    private readonly document: Document,
    private readonly origin: string,
  ) {}

  /** Whether the platform has something under a key. */
  has(...path: string[]): boolean {
    return this.document.hasIn(path);
  }

  /** A copy of what stands under a key, with its comments. */
  node(...path: string[]): Node {
    const found = this.document.getIn(path, true);
    if (!isNode(found)) throw this.unknown(path);
    return found.clone() as Node;
  }

  /** A copy of the mapping under a key. */
  map(...path: string[]): YAMLMap {
    const node = this.node(...path);
    if (!isMap(node)) throw this.unknown(path);
    return node;
  }

  /** Copies of the items of the list under a key. */
  list(...path: string[]): Node[] {
    const node = this.node(...path);
    if (!isSeq(node)) throw this.unknown(path);
    return itemsOf(node);
  }

  /** What stands under a key, as a plain value. */
  value<T>(...path: string[]): T {
    if (!this.has(...path)) throw this.unknown(path);
    const value = this.document.getIn(path);
    return (isNode(value) ? value.toJS(this.document) : value) as T;
  }

  private unknown(path: string[]): InputError {
    return new InputError(
      `${this.origin}: does not say how to do "${path.join('.')}"`,
    );
  }
}
