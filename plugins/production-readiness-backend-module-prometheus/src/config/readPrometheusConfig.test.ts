import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { readPrometheusConfig } from './readPrometheusConfig';

const read = (...servers: JsonObject[]) =>
  readPrometheusConfig(
    new ConfigReader({ productionReadiness: { prometheus: { servers } } }),
  );
const server = { name: 'main', baseUrl: 'https://prometheus.example.com' };

describe('readPrometheusConfig', () => {
  it('asks nobody where nothing is configured', () => {
    expect(readPrometheusConfig(new ConfigReader({}))).toEqual([]);
  });

  it('has defaults', () => {
    expect(read(server)).toEqual([
      {
        name: 'main',
        baseUrl: new URL('https://prometheus.example.com/'),
        externalUrl: new URL('https://prometheus.example.com/'),
        headers: {},
        labels: { service: '$name' },
        errorBudgets: [],
        timeout: 10_000,
        maxResponseBytes: 16 * 1024 * 1024,
        rulesEvery: 60_000,
        validFor: 86_400_000,
      },
    ]);
    const [{ baseUrl }] = read({
      ...server,
      baseUrl: 'http://prometheus.monitoring:9090/prefix',
      allowPlainHttp: true,
    });
    expect(baseUrl.href).toBe('http://prometheus.monitoring:9090/prefix/');
  });

  it.each([
    [{ name: 'Main Server' }, 'name of Main Server'],
    [
      { baseUrl: 'http://prometheus.example.com' },
      'baseUrl of main is not https',
    ],
    [
      { baseUrl: 'http://127.0.0.1.example.com' },
      'baseUrl of main is not https',
    ],
    [{ baseUrl: 'ftp://prometheus.example.com' }, 'baseUrl of main must be'],
    [{ baseUrl: 'https://me:pass@example.com' }, 'baseUrl of main must be'],
    [{ baseUrl: 'https://example.com/?tenant=1' }, 'baseUrl of main must be'],
    [{ externalUrl: 'prometheus' }, 'externalUrl of main must be'],
    [{ labels: {} }, 'labels of main'],
    [{ labels: { 'not-a-label': '$name' } }, 'not-a-label'],
    [{ maxResponseBytes: 0 }, 'maxResponseBytes of main'],
    [{ errorBudgets: [{ slo: 'availability' }] }, 'remaining'],
  ])('refuses %j, by its name', (change, message) => {
    expect(() => read({ ...server, ...change })).toThrow(message);
  });

  it('refuses two servers of one name', () => {
    expect(() => read(server, server)).toThrow('main stands there twice');
  });
});
