import { JsonObject } from '@backstage/types';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { manyRules, rules } from './__testUtils__/rules';
import { startPortal } from './__testUtils__/startPortal';
import {
  authorizationOf,
  prometheusProblem,
  TestPrometheus,
  user,
} from './__testUtils__/TestPrometheus';
import { TestService } from './__testUtils__/TestService';

const problem = prometheusProblem();
// eslint-disable-next-line no-console
if (problem) console.warn(`Skipped: ${problem}`);

jest.setTimeout(60_000);

(problem ? describe.skip : describe)('a real Prometheus server', () => {
  let service: TestService;
  let prometheus: TestPrometheus;
  let portal: Awaited<ReturnType<typeof startPortal>>;

  async function start(
    server: JsonObject = {},
    options: Parameters<typeof startPortal>[1] & { rules?: string } = {},
  ) {
    service = await TestService.start();
    prometheus = await TestPrometheus.create({
      rules: options.rules ?? rules,
      target: service.target,
    });
    await prometheus.start();
    portal = await startPortal(
      {
        name: 'production',
        baseUrl: prometheus.url,
        externalUrl: 'https://prometheus.example.com/here',
        headers: { authorization: authorizationOf(user.password) },
        labels: { app: '$name' },
        errorBudgets: [
          {
            slo: 'availability',
            remaining: 'app:error_budget:remaining_ratio{$selector}',
          },
        ],
        timeout: { milliseconds: 700 },
        rulesEvery: { milliseconds: 100 },
        ...server,
      },
      options,
    );
  }

  afterEach(async () => {
    await portal?.backend.stop();
    await prometheus?.remove();
    await service?.stop();
  });

  it('tells the alerts of a service, and none of another', async () => {
    await start({}, { services: { orders: {}, search: {}, cart: {} } });
    const passed = await portal.resultOf('orders', 'alerting-rules', 'pass');
    expect(passed.reason).toContain('OrdersFail');
    const [{ url }] = passed.evidence;
    expect(url).toMatch(/^https:\/\/prometheus\.example\.com\/here\/graph\?/);
    expect(new URL(url).searchParams.get('g0.expr')).toContain(
      'requests_total{app="orders",code="500"}',
    );
    const predicts = await portal.resultOf(
      'orders',
      'predictive-alerting',
      'pass',
    );
    expect(predicts.reason).toContain('OrdersBurn');
    // It has an alert without a threshold, and one of another's selects everything but others.
    await portal.resultOf('search', 'alerting-rules', 'fail');
    await portal.resultOf('cart', 'alerting-rules', 'fail');
  });

  it('makes a spent error budget a blocker, and lets go when it has recovered', async () => {
    await start();
    const whole = await portal.resultOf(
      'orders',
      'error-budget-policy',
      'pass',
    );
    expect(whole).toMatchObject({ blocker: false });
    service.failed = 20;
    const spent = await portal.resultOf(
      'orders',
      'error-budget-policy',
      'fail',
    );
    expect(spent).toMatchObject({
      blocker: true,
      reason: 'The error budget of availability is spent.',
      evidence: [
        { url: expect.stringContaining('https://prometheus.example.com/here') },
      ],
    });
    service.failed = 5;
    const recovered = await portal.resultOf(
      'orders',
      'error-budget-policy',
      'pass',
    );
    expect(recovered.blocker).toBe(false);
  });

  it('takes the labels and the servers that a service names', async () => {
    await start(
      {},
      {
        services: {
          checkout: { 'goldenpath.dev/prometheus-labels': 'app=orders' },
          evil: {
            'goldenpath.dev/prometheus-labels': 'app=x"} or vector(0) #',
          },
          elsewhere: {
            'goldenpath.dev/prometheus-labels': 'app=orders',
            'goldenpath.dev/prometheus-servers': 'europe, asia',
          },
        },
      },
    );
    await portal.resultOf('checkout', 'alerting-rules', 'pass');
    const evil = await portal.resultOf('evil', 'alerting-rules', 'unknown');
    expect(evil.reason).toContain(
      'The annotation goldenpath.dev/prometheus-labels must be labels',
    );
    await portal.resultOf('elsewhere', 'alerting-rules', 'fail');
  });

  it('leaves open what a question that is wrong would have told', async () => {
    await start({
      errorBudgets: [{ slo: 'availability', remaining: 'sum(((' }],
    });
    const open = await portal.resultOf(
      'orders',
      'error-budget-policy',
      'unknown',
    );
    expect(open.reason).toMatch(
      /production does not take the question: .*parse/,
    );
    await portal.resultOf('orders', 'alerting-rules', 'pass');
  });

  it('says that the credentials are wrong, and logs none', async () => {
    await start({ headers: { authorization: authorizationOf('wrong') } });
    const open = await portal.resultOf('orders', 'alerting-rules', 'unknown');
    expect(open.reason).toMatch(
      /^The Prometheus server production refused the request \(401\)/,
    );
    const logged = JSON.stringify(portal.logger.warn.mock.calls);
    expect(logged).toContain('prometheus-production');
    expect(logged).not.toContain(authorizationOf('wrong'));
  });

  it('stops reading an answer that is too long', async () => {
    await start({ maxResponseBytes: 100_000 }, { rules: manyRules(2_000) });
    const open = await portal.resultOf('orders', 'alerting-rules', 'unknown');
    expect(open.reason).toContain('answered with more than 100000 bytes');
  });

  it.each([
    ['hangs', () => prometheus.hang(), async () => prometheus.goOn()],
    ['is down', () => prometheus.stop(), () => prometheus.start()],
  ])(
    'keeps the last answer of one that %s until it is stale, and is fresh again afterwards',
    async (_what, fail, recover) => {
      await start({}, { validFor: { seconds: 4 } });
      await portal.resultOf('orders', 'alerting-rules', 'pass');
      await fail();
      const began = Date.now();
      const stale = await portal.resultOf('orders', 'alerting-rules', 'stale');
      expect(Date.now() - began).toBeGreaterThan(1_500);
      expect(stale).toMatchObject({
        lastObserved: 'pass',
        reason: expect.stringContaining(
          'last seen by prometheus-production on',
        ),
      });
      await recover();
      await portal.resultOf('orders', 'alerting-rules', 'pass');
    },
  );

  it('sends its credentials nowhere else', async () => {
    const asked: string[] = [];
    const elsewhere = createServer((_request, response) => {
      asked.push('elsewhere');
      response.end('{}');
    });
    const redirecting = createServer((_request, response) => {
      const { port } = elsewhere.address() as AddressInfo;
      response.writeHead(302, { location: `http://127.0.0.1:${port}/` });
      response.end();
    });
    for (const server of [elsewhere, redirecting]) {
      await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    }
    const { port } = redirecting.address() as AddressInfo;
    await start({ baseUrl: `http://127.0.0.1:${port}` });
    const open = await portal.resultOf('orders', 'alerting-rules', 'unknown');
    expect(open.reason).toContain('sends elsewhere (302)');
    expect(asked).toEqual([]);
    for (const server of [elsewhere, redirecting]) {
      server.closeAllConnections();
      server.close();
    }
  });
});
