import { freePort } from '../support/freePort';
import {
  files,
  git,
  hostedRepositories,
} from '../golden-paths/support/hostedRepositories';
import { eventually } from './support/eventually';
import {
  ProductionPortal,
  startProductionPortal,
} from './support/productionPortal';
import { startTestGitlab, TestGitlab } from './support/testGitlab';

const minute = 60_000;
const secret = 'secret-of-the-webhook';
const services = ['shop', 'orders'];

describe('pushes to GitLab', () => {
  let forge: TestGitlab;
  let portal: ProductionPortal;
  let port: number;
  let shop: string;

  const entity = (name: string) => `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
  annotations:
    backstage.io/source-location: url:${forge.origin}/acme/${name}/-/tree/main/
spec: { type: service, lifecycle: production, owner: checkout }
`;

  beforeAll(async () => {
    port = await freePort();
    forge = await startTestGitlab({
      url: `http://127.0.0.1:${port}/api/events/http/gitlab`,
      secret,
    });
    const { pushed } = hostedRepositories(() => forge);
    const readme = (name: string) => files({ 'README.md': `# ${name}\n` });
    shop = await pushed('shop', readme('shop'));
    await pushed('orders', readme('orders'));
    await pushed(
      'catalog',
      files({ 'all.yaml': services.map(entity).join('---\n') }),
    );
  }, minute);
  afterAll(() => forge?.stop());

  const start = (variables?: Record<string, string>) =>
    startProductionPortal({
      port,
      gitlab: forge,
      catalog: `${forge.origin}/acme/catalog/-/blob/main/all.yaml`,
      variables,
    });

  /** Tells the portal of a push, as anybody can who knows its address. */
  async function claim(service: string, given?: string, host = 'gitlab') {
    const { status } = await fetch(`${portal.url}/api/events/http/${host}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-gitlab-event': 'Push Hook',
        ...(given !== undefined && { 'x-gitlab-token': given }),
      },
      body: JSON.stringify({
        object_kind: 'push',
        project: { web_url: `${forge.origin}/acme/${service}` },
      }),
    });
    return status;
  }

  const evaluated = async (service: string) => {
    const card = await portal.client.scorecard(service);
    return card?.evaluation.state === 'idle' ? card : undefined;
  };

  describe('where no secret is configured', () => {
    beforeAll(async () => {
      portal = await start();
    }, 3 * minute);
    afterAll(() => portal?.stop(), minute);

    it('have no address to go to, whatever token they bring', async () => {
      for (const given of [undefined, '', secret]) {
        expect(await claim('shop', given)).toBe(404);
      }
      // That of GitHub is there, and wants a signature.
      expect(await claim('shop', secret, 'github')).toBe(403);
    });
  });

  describe('where a secret is configured', () => {
    beforeAll(async () => {
      portal = await start({ GITLAB_WEBHOOK_SECRET: secret });
      await eventually('a scorecard of every service', async () =>
        (await Promise.all(services.map(evaluated))).every(Boolean),
      );
    }, 3 * minute);
    afterAll(() => portal?.stop(), minute);

    it(
      'start an evaluation at once, and those that somebody else made up do not',
      async () => {
        const before = await evaluated('orders');
        for (const given of [undefined, '', 'a guess']) {
          expect(await claim('orders', given)).toBe(403);
        }
        await files({ 'README.md': '# shop\n\nTakes orders.\n' })(shop);
        await git(shop, 'commit', '--quiet', '--all', '--message', 'Say more');
        await git(shop, 'push', '--quiet', 'origin', 'HEAD');
        const commit = (await git(shop, 'rev-parse', 'HEAD')).trim();
        // By itself it would be read again after six hours.
        await eventually(
          'the scorecard of the commit',
          async () => (await evaluated('shop'))?.scorecard?.commit === commit,
          { seconds: 20 },
        );
        expect(await evaluated('orders')).toEqual(before);

        expect(await claim('orders', secret)).toBe(202);
        await eventually(
          'another evaluation, now that the token is right',
          async () => {
            const after = await evaluated('orders');
            return (
              after !== undefined && after.evaluatedAt !== before!.evaluatedAt
            );
          },
          { seconds: 20 },
        );
      },
      2 * minute,
    );
  });
});
