import { missingProgram } from '../golden-paths/matrix/command';
import { helm } from '../golden-paths/matrix/helm';
import { Browser, openBrowser, takePictures } from './support/browser';
import { eventually } from './support/eventually';
import { Clone } from './support/git';
import { adoptRepository } from './support/adopt';
import { createService, endOfTask, signIn } from './support/loop';
import { goldenPaths } from './support/goldenPaths';
import { freePort } from '../support/freePort';
import { Portal, startPortal } from './support/portal';
import { readmeAddresses, readmeSections } from './support/readme';
import { runsOn, type, Typed } from './support/shell';

const minute = 60_000;
const noBrowser = process.env.GOLDENPATH_CHROMIUM
  ? undefined
  : process.env.GOLDENPATH_CHROMIUM_MISSING || 'npm test names the browser';

let portal: Portal;
let browser: Browser;
beforeAll(async () => {
  if (noBrowser) return;
  portal = await startPortal('paths');
  browser = await openBrowser();
  await signIn(browser.page, portal.url, 'Ada');
}, 8 * minute);
afterAll(async () => {
  await browser?.close();
  await portal?.stop();
}, minute);

/** Waits until a service answers where its README says, but on a port that is free here. */
async function answers(command: string, addresses: string[], port: string) {
  for (const address of addresses) {
    const url = new URL(address);
    url.port = port;
    await eventually(
      `${command} to answer at ${url.pathname}`,
      async () => (await fetch(url)).ok,
    );
  }
}

/** Types a command that ends, and expects it to succeed. */
async function succeeds(command: string, folder: string, env = {}) {
  const typed = type(command, folder, env);
  try {
    const code = await typed.ended;
    expect(code === 0 ? '' : `${command}\n${typed.output()}`).toBe('');
  } finally {
    await typed.stop();
  }
}

describe.each(goldenPaths())('$name', ({ name, missing, prepare }) => {
  const problem = noBrowser ?? missing;
  const because = (reason?: string) => (reason ? `, skipped: ${reason}` : '');
  const service = `from-${name}`;
  let clone: Clone | undefined;
  let release: (() => Promise<void>) | undefined;
  afterAll(async () => {
    clone?.remove();
    await release?.();
  }, minute);

  (noBrowser ? it.skip : it)(
    `is created in the browser and cloned${because(noBrowser)}`,
    async () => {
      const { page } = browser;
      await createService(page, portal.url, name, service, 'Checkout');
      expect(await endOfTask(page, 'Open in the catalog')).toEqual([]);
      clone = new Clone(portal, `example/${service}`);
      expect(clone.read('README.md')).toContain(`# ${service}\n`);
    },
    4 * minute,
  );

  (problem ? it.skip : it)(
    `is worked on by its README${because(problem)}`,
    async () => {
      if (!clone) throw new Error('There is no clone to work on.');
      const surroundings = await prepare(clone.folder);
      const { env, done = [] } = surroundings;
      release = surroundings.release;
      const readme = clone.read('README.md');
      const sections = readmeSections(readme).filter(
        ({ commands }) => commands.length > 0,
      );
      expect(sections).not.toEqual([]);
      for (const { commands } of sections) {
        const typed: Typed[] = [];
        try {
          for (const command of commands.filter(each => !done.includes(each))) {
            const port = String(await freePort());
            const next = type(command, clone.folder, { ...env, PORT: port });
            typed.push(next);
            if (runsOn(command)) {
              await answers(command, readmeAddresses(readme), port);
            } else {
              const code = await next.ended;
              expect(code === 0 ? '' : `${command}\n${next.output()}`).toBe('');
            }
          }
        } finally {
          await Promise.all(typed.map(each => each.stop()));
        }
      }
      // What the commands leave behind is ignored.
      expect(clone.git('status', '--porcelain')).toBe('');
    },
    8 * minute,
  );
});

describe('adopt', () => {
  let clone: Clone | undefined;
  afterAll(() => clone?.remove());

  (noBrowser ? it.skip : it)(
    'brings what was chosen to a repository that exists, and changes no file of it',
    async () => {
      const { page } = browser;
      await adoptRepository(page, portal.url, 'example', 'orders');
      expect(await endOfTask(page, 'Open the pull request')).toEqual([]);
      await takePictures(page, 'adopt-task');
      const request = page.getByRole('link', { name: 'Open the pull request' });
      await page.goto((await request.getAttribute('href')) ?? '');
      const text = await page.locator('body').innerText();
      // What the repository has is kept, and told.
      expect(text).toContain('## Kept as it is');
      expect(text).toContain('| `catalog-info.yaml` | `catalog-info.yaml` |');
      expect(text).toMatch(/There are other runbooks: .*`docs\/runbook.md`/);
      expect(text).toMatch(/There is another chart: .*`chart\/Chart.yaml`/);

      clone = new Clone(portal, 'example/orders', 'golden-path/adopt');
      const changes = clone
        .git('diff', '--name-status', '--no-renames', 'origin/main', 'HEAD')
        .split('\n')
        .filter(Boolean)
        .map(line => line.split('\t'));
      expect(changes.filter(([change]) => change !== 'A')).toEqual([]);
      const added = changes.map(([, path]) => path);
      expect(added).toEqual(
        expect.arrayContaining([
          'CODEOWNERS',
          'charts/orders/Chart.yaml',
          'docs/operations/runbooks.md',
          'charts/orders/files/rules.yaml',
        ]),
      );
      // Nobody asked for a pipeline.
      expect(added.join('\n')).not.toContain('.github/workflows');
    },
    4 * minute,
  );

  (noBrowser ? it.skip : it)(
    'leaves a repository that is worked on as its README and the request say',
    async () => {
      if (!clone) throw new Error('There is no clone to work on.');
      const { folder } = clone;
      const readme = clone.read('README.md');
      for (const command of ['npm ci && npm run build', 'npm test']) {
        expect(readme).toContain(command);
        await succeeds(command, folder);
      }
      if (!helm.missing()) {
        await succeeds(`${helm.bin} template charts/orders`, folder);
      }
      if (!missingProgram('promtool')) {
        await succeeds(
          'promtool test rules *.test.yaml',
          `${folder}/charts/orders/files`,
        );
      }
      expect(clone.git('status', '--porcelain')).toBe('');
    },
    4 * minute,
  );
});
