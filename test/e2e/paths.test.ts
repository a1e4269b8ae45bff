import { Browser, openBrowser } from './support/browser';
import { eventually } from './support/eventually';
import { Clone } from './support/git';
import { createService, signIn } from './support/loop';
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
      const created = page.getByRole('link', { name: 'Open in the catalog' });
      const failed = page.getByRole('alert').filter({ hasText: /error/i });
      await created
        .or(failed)
        .first()
        .waitFor({ timeout: 2 * minute });
      expect(await failed.allInnerTexts()).toEqual([]);
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
