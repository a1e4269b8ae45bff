import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { InMemoryProvider, OpenFeature } from '@openfeature/server-sdk';
import type { FastifyBaseLogger } from 'fastify';

/** Feature flags of this service. */
export interface Flags {
  /** Whether a flag is on for a user; off when nothing is known about it. */
  isOn(flag: string, user: string): Promise<boolean>;
  close(): Promise<void>;
}

interface FlagSetting {
  enabled: boolean;
  /** Share of users that have it, from 0 to 100. */
  percent: number;
}

type InMemoryFlags = ConstructorParameters<typeof InMemoryProvider>[0];

/**
 * Reads the flags from a file, and again whenever it changes. Another provider of OpenFeature can take its place
 * without a change in the rest of the code.
 */
export async function createFlags(
  log: Pick<FastifyBaseLogger, 'info' | 'warn'>,
  options: { file?: string; intervalMs?: number } = {},
): Promise<Flags> {
  const { file = process.env.FLAGS_FILE, intervalMs = 5_000 } = options;
  let known = file ? await readFile(file, 'utf8') : '{}';
  const provider = new InMemoryProvider(parse(known));
  await OpenFeature.setProviderAndWait(provider);

  async function refresh(path: string): Promise<void> {
    const text = await readFile(path, 'utf8');
    if (text !== known) {
      known = text;
      provider.putConfiguration(parse(text));
      log.info({ file: path }, 'feature flags have changed');
    }
  }
  // Read by the clock, because a mounted ConfigMap changes by a link that is replaced, which watching does not see.
  const timer =
    file &&
    setInterval(() => {
      refresh(file).catch((error: unknown) =>
        log.warn({ err: error, file }, 'feature flags cannot be read; the last ones stay'),
      );
    }, intervalMs).unref();

  const client = OpenFeature.getClient();
  return {
    isOn: (flag, user) => client.getBooleanValue(flag, false, { targetingKey: user }),
    close: async () => {
      clearInterval(timer || undefined);
      await OpenFeature.close();
    },
  };
}

function parse(text: string): NonNullable<InMemoryFlags> {
  const settings = JSON.parse(text) as Record<string, FlagSetting>;
  return Object.fromEntries(
    Object.entries(settings).map(([flag, { enabled, percent }]) => [
      flag,
      {
        disabled: false,
        variants: { on: true, off: false },
        defaultVariant: 'off',
        contextEvaluator: ({ targetingKey = '' }) => (enabled && bucket(flag, targetingKey) < percent ? 'on' : 'off'),
      },
    ]),
  );
}

/** A number from 0 to 99 that is always the same for a flag and a user. */
function bucket(flag: string, user: string): number {
  return createHash('sha256').update(`${flag}:${user}`).digest().readUInt32BE(0) % 100;
}
