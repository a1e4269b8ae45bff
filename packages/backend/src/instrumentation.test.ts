import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const instrumentation = resolve(__dirname, '../instrumentation.js');

/** A process that serves requests as the portal does, and prints what it then shows Prometheus. */
const program = `
  const { createServer } = require('node:http');
  const { metrics } = require('@opentelemetry/api');
  const meter = metrics.getMeter('test');
  meter.createCounter('production_readiness_evaluations').add(1, { result: 'done' });
  meter.createHistogram('production_readiness_evaluation_duration', { unit: 's' }).record(1);
  meter.createObservableGauge('production_readiness_oldest_due_age', { unit: 's' }).addCallback(g => g.observe(7));
  const server = createServer((request, response) => response.writeHead(request.url === '/broken' ? 503 : 200).end());
  server.listen(0, async () => {
    const url = 'http://127.0.0.1:' + server.address().port;
    for (const path of ['/broken', '/.backstage/health/v1/readiness', '/api/events/bus/v1/x']) await fetch(url + path);
    console.log(await (await fetch('http://127.0.0.1:' + process.env.METRICS_PORT + '/metrics')).text());
    process.exit();
  });
`;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
}

describe('instrumentation', () => {
  it('shows Prometheus the metrics that alerts are made of, and leaves out what says nothing', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--require', instrumentation, '--eval', program],
      {
        cwd: __dirname,
        timeout: 30_000,
        env: { PATH: process.env.PATH, METRICS_PORT: String(await freePort()) },
      },
    );
    const requests = stdout
      .split('\n')
      .filter(line => line.startsWith('http_server_request_duration_count'));
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatch(/http_response_status_code="503".* 1$/);
    expect(stdout).toMatch(
      /^production_readiness_evaluations_total\{result="done".* 1$/m,
    );
    expect(stdout).toMatch(/^production_readiness_evaluation_duration_bucket/m);
    expect(stdout).toMatch(/^production_readiness_oldest_due_age\{.* 7$/m);
    expect(stdout).toMatch(/service_name="golden-path"/);
  }, 60_000);
});
