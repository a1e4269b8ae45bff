import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { SourceFile, YamlSource } from '../../repository/SourceFile';
import {
  CollectedFacts,
  Collector,
  CollectorRun,
  ServiceScope,
} from '../Collector';
import { folderOf, isWithin, nameOf } from '../dependencies/Manifest';
import { ownerOfTree } from './codeOwners';

const codeOwnersPaths = new Set([
  'CODEOWNERS',
  '.github/CODEOWNERS',
  '.gitlab/CODEOWNERS',
  'docs/CODEOWNERS',
]);

interface Candidate {
  entity: FactOf<'entity'>;
  /** Folders between the file and the service's folder. */
  distance: number;
}

class OwnershipRun implements CollectorRun {
  private readonly candidates: Candidate[] = [];
  private readonly ownership: Array<FactOf<'ownership'>> = [];

  constructor(private readonly scope: ServiceScope) {}

  wants({ path }: { path: string }): boolean {
    if (codeOwnersPaths.has(path)) return true;
    return isCatalogInfo(path) && isWithin(this.scope.path, folderOf(path));
  }

  visit(file: SourceFile): void {
    if (isCatalogInfo(file.path)) {
      const view = file.yaml();
      if ('problem' in view) return;
      for (const document of view.documents) this.addEntity(file, document);
      return;
    }
    const owner = ownerOfTree(file.lines, this.scope.path);
    if (owner) {
      this.ownership.push({
        source: { path: file.path, line: owner.line },
        by: 'codeowners',
        owner: owner.owners.join(' '),
        coversAll: true,
      });
    }
  }

  finish(): CollectedFacts {
    const chosen = this.choose();
    const owner = chosen?.owner;
    if (chosen && owner && isFilledIn(owner)) {
      this.ownership.push({
        source: chosen.source,
        by: 'catalog-info',
        owner,
        coversAll: true,
      });
    }
    return {
      collections: {
        entity: chosen ? [chosen] : [],
        ownership: this.ownership,
      },
      gaps: [],
    };
  }

  /** The component of the service's name, or else the only one of the nearest file. */
  private choose(): FactOf<'entity'> | undefined {
    const components = this.candidates.filter(
      ({ entity }) => entity.kind === 'Component',
    );
    const named = components.find(
      ({ entity }) => entity.name === this.scope.name,
    );
    if (named) return named.entity;
    const nearest = Math.min(...components.map(({ distance }) => distance));
    const near = components.filter(({ distance }) => distance === nearest);
    return near.length === 1 ? near[0].entity : undefined;
  }

  private addEntity(file: SourceFile, { value, lineOf }: YamlSource): void {
    const { kind, metadata, spec } = record(value);
    const meta = record(metadata);
    const details = record(spec);
    if (typeof kind !== 'string' || typeof meta.name !== 'string') return;
    if (!isFilledIn(meta.name)) return;
    const owner = text(details.owner);
    const depth = (path: string) => path.split('/').filter(Boolean).length;
    this.candidates.push({
      distance: depth(this.scope.path) - depth(folderOf(file.path)),
      entity: {
        source: {
          path: file.path,
          line: lineOf(owner ? ['spec', 'owner'] : ['metadata', 'name']),
        },
        kind,
        name: meta.name,
        type: text(details.type),
        lifecycle: text(details.lifecycle),
        owner,
        system: text(details.system),
        tags: list(meta.tags).flatMap(tag => text(tag) ?? []),
        annotations: Object.fromEntries(
          Object.entries(record(meta.annotations)).map(([key, annotation]) => [
            key,
            String(annotation),
          ]),
        ),
        links: list(meta.links).flatMap(link => {
          const { url, title, type } = record(link);
          return typeof url === 'string'
            ? [{ url, title: text(title), type: text(type) }]
            : [];
        }),
      },
    });
  }
}

function isCatalogInfo(path: string): boolean {
  const name = nameOf(path);
  return name === 'catalog-info.yaml' || name === 'catalog-info.yml';
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() ? value.trim() : undefined;
}

const placeholders = new Set([
  'unknown',
  'todo',
  'tbd',
  'changeme',
  'change-me',
  'none',
  'example',
  'owner',
  'your-team',
  'unassigned',
]);

/** A name that somebody chose, not the variable of a template or a word that holds its place. */
function isFilledIn(name: string): boolean {
  const plain = name.toLowerCase().split(/[:/]/).pop() ?? '';
  return (
    !name.includes('{{') &&
    !name.includes('<') &&
    !placeholders.has(plain.trim())
  );
}

/**
 * The entity that a catalog-info.yaml declares for the service, and who owns it by that file or by CODEOWNERS.
 * @public
 */
export function ownershipCollector(): Collector {
  return {
    id: 'ownership',
    collections: ['ownership', 'entity'],
    start: scope => new OwnershipRun(scope),
  };
}
