import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { isLabelName } from '../facts/labels';
import { PrometheusServerConfig } from './PrometheusServerConfig';

const root = 'productionReadiness.prometheus';
const mebibyte = 1024 * 1024;

/**
 * Reads the servers that are asked, with their defaults; none where none is configured.
 * @throws InputError that names the key of a value that cannot be used
 */
export function readPrometheusConfig(config: Config): PrometheusServerConfig[] {
  const section = config.getOptionalConfig(root);
  const validFor = durationOf(section, 'validFor', { days: 1 });
  const servers = (section?.getOptionalConfigArray('servers') ?? []).map(
    server => readServer(server, validFor),
  );
  const names = servers.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice)
    throw new InputError(`${root}.servers: ${twice} stands there twice`);
  return servers;
}

function readServer(server: Config, validFor: number): PrometheusServerConfig {
  const name = server.getString('name');
  const invalid = (key: string, why: string) =>
    new InputError(`${root}.servers: ${key} of ${name} ${why}`);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    throw invalid('name', 'must be lower-case words with hyphens');
  }
  const baseUrl = urlOf(server.getString('baseUrl'));
  if (!baseUrl) {
    throw invalid('baseUrl', 'must be an http(s) URL without user and query');
  }
  const allowPlainHttp = server.getOptionalBoolean('allowPlainHttp') ?? false;
  if (baseUrl.protocol === 'http:' && !allowPlainHttp && !isLoopback(baseUrl)) {
    throw invalid(
      'baseUrl',
      'is not https; set allowPlainHttp where the network between is trusted',
    );
  }
  const externalUrl = urlOf(server.getOptionalString('externalUrl') ?? baseUrl);
  if (!externalUrl) {
    throw invalid(
      'externalUrl',
      'must be an http(s) URL without user and query',
    );
  }
  const labels = server.getOptional<Record<string, string>>('labels') ?? {
    service: '$name',
  };
  const wrong = Object.keys(labels).find(label => !isLabelName(label));
  if (wrong !== undefined || Object.keys(labels).length === 0) {
    throw invalid('labels', `has no valid label (${wrong ?? 'it is empty'})`);
  }
  const maxResponseBytes =
    server.getOptionalNumber('maxResponseBytes') ?? 16 * mebibyte;
  if (!Number.isInteger(maxResponseBytes) || maxResponseBytes < 1) {
    throw invalid('maxResponseBytes', 'must be a whole number of at least 1');
  }
  const errorBudgets = server.getOptionalConfigArray('errorBudgets') ?? [];
  return {
    name,
    baseUrl,
    externalUrl,
    headers: server.getOptional<Record<string, string>>('headers') ?? {},
    labels,
    errorBudgets: errorBudgets.map(budget => ({
      slo: budget.getString('slo'),
      remaining: budget.getString('remaining'),
    })),
    timeout: durationOf(server, 'timeout', { seconds: 10 }),
    maxResponseBytes,
    rulesEvery: durationOf(server, 'rulesEvery', { minutes: 1 }),
    validFor,
  };
}

function durationOf(
  config: Config | undefined,
  key: string,
  fallback: HumanDuration,
): number {
  return durationToMilliseconds(
    config?.has(key) ? readDurationFromConfig(config, { key }) : fallback,
  );
}

function urlOf(value: string | URL): URL | undefined {
  if (!URL.canParse(value)) return undefined;
  const url = new URL(value);
  const { protocol, username, password, search, hash } = url;
  if (!/^https?:$/.test(protocol) || username || password) return undefined;
  if (search || hash) return undefined;
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

function isLoopback({ hostname }: URL): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
