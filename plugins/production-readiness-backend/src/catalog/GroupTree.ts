import { AuthService } from '@backstage/backend-plugin-api';
import {
  RELATION_PARENT_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';

const rememberedFor = 60_000;

/** Which groups are below which, as the catalog says; remembered for a minute. */
export class GroupTree {
  private children?: { until: number; of: Promise<Map<string, string[]>> };

  private constructor(
    private readonly auth: AuthService,
    private readonly catalog: CatalogService,
  ) {}

  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
  }): GroupTree {
    return new GroupTree(options.auth, options.catalog);
  }

  /** The group itself and every group below it. */
  async withDescendants(group: string): Promise<string[]> {
    const children = await this.remembered();
    const found = new Set([group]);
    for (const next of found) {
      for (const child of children.get(next) ?? []) found.add(child);
    }
    return [...found];
  }

  /** The groups themselves and every group above one of them. */
  async withAncestors(groups: string[]): Promise<string[]> {
    const found = new Set(groups);
    if (found.size === 0) return [];
    const children = await this.remembered();
    for (const next of found) {
      for (const [group, below] of children) {
        if (below.includes(next)) found.add(group);
      }
    }
    return [...found];
  }

  private remembered(): Promise<Map<string, string[]>> {
    const now = Date.now();
    if (!this.children || this.children.until < now) {
      const of = this.read();
      this.children = { until: now + rememberedFor, of };
      of.catch(() => (this.children = undefined));
    }
    return this.children.of;
  }

  private async read(): Promise<Map<string, string[]>> {
    const children = new Map<string, string[]>();
    const pages = this.catalog.streamEntities(
      {
        filter: { kind: 'Group' },
        fields: ['kind', 'metadata.namespace', 'metadata.name', 'relations'],
      },
      { credentials: await this.auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) {
      for (const entity of page) {
        children.set(
          stringifyEntityRef(entity),
          (entity.relations ?? []).flatMap(({ type, targetRef }) =>
            type === RELATION_PARENT_OF ? [targetRef] : [],
          ),
        );
      }
    }
    return children;
  }
}
