import { Facts } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import { promisify } from 'node:util';
import { constants, gunzip, gunzipSync, gzip, gzipSync } from 'node:zlib';

const compress = promisify(gzip);
const decompress = promisify(gunzip);
/** Bytes. */
const smallPack = 16_384;

/** Facts of a repository at one revision (the etag of the reader that read it). */
export interface Snapshot {
  revision: string;
  facts: Facts;
}

/** The key under which facts can be used again: the same tree, read by the same collectors. */
export interface SnapshotKey {
  serviceId: number;
  /** URL of the tree, with the folder of the service. */
  source: string;
  /** Version of the collectors. */
  format: string;
}

/** Facts by commit, so that an unchanged repository is not read again. */
export interface SnapshotStore {
  /** The newest facts of a service, whatever made them, with the time of it. */
  newest(
    serviceId: number,
  ): Promise<{ facts: Facts; collectedAt: string } | undefined>;
  latest(key: SnapshotKey): Promise<Snapshot | undefined>;
  save(key: SnapshotKey, snapshot: Snapshot): Promise<void>;
}

/** Snapshots in SQLite or PostgreSQL. */
export class DatabaseSnapshotStore implements SnapshotStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): DatabaseSnapshotStore {
    return new DatabaseSnapshotStore(options.knex);
  }

  async latest(key: SnapshotKey): Promise<Snapshot | undefined> {
    const row = await this.knex('snapshots')
      .where(columnsOf(key))
      .orderBy('collected_at', 'desc')
      .first('revision', 'facts');
    return (
      row && { revision: row.revision, facts: await unpackFacts(row.facts) }
    );
  }

  async newest(serviceId: number) {
    const row = await this.knex('snapshots')
      .where('service_id', serviceId)
      .orderBy('collected_at', 'desc')
      .first('facts', 'collected_at');
    return (
      row && {
        facts: await unpackFacts(row.facts),
        collectedAt: row.collected_at,
      }
    );
  }

  async save(key: SnapshotKey, { revision, facts }: Snapshot): Promise<void> {
    await this.knex('snapshots')
      .insert({
        ...columnsOf(key),
        revision,
        collected_at: new Date().toISOString(),
        facts: await packFacts(facts),
      })
      .onConflict(['service_id', 'revision'])
      .merge();
  }
}

function columnsOf({ serviceId, source, format }: SnapshotKey) {
  return { service_id: serviceId, source, format };
}

/** The lowest effort: facts are repetitive, and shrink to a tenth at any level. Few take no thread of their own. */
export async function packFacts(facts: Facts): Promise<Buffer> {
  const text = JSON.stringify(facts);
  const level = { level: constants.Z_BEST_SPEED };
  return text.length < 10 * smallPack
    ? gzipSync(text, level)
    : compress(text, level);
}

/** Few facts are unpacked sooner than another thread has been asked to. */
export async function unpackFacts(packed: Buffer): Promise<Facts> {
  const text =
    packed.length < smallPack ? gunzipSync(packed) : await decompress(packed);
  const facts: Facts = JSON.parse(text.toString('utf8'));
  return facts;
}
