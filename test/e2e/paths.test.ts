import { Browser, openBrowser } from './support/browser';
import { eventually } from './support/eventually';
import { Clone } from './support/git';
import { createService, signIn } from './support/loop';
import { goldenPaths } from './support/goldenPaths';
import { freePort, Portal, startPortal } from './support/portal';
import { readmeCommands } from './support/readme';
import { runsOn, type } from './support/shell';

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

describe.each(goldenPaths())('$name', ({ name, missing, prepare }) => {
  const problem = noBrowser ?? missing;
  const because = (reason?: string) => (reason ? `, skipped: ${reason}` : '');
  const service = `from-${name}`;
  let clone: Clone | undefined;
  afterAll(() => clone?.remove());

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
      const { env, done = [] } = await prepare(clone.folder);
      const { commands, addresses } = readmeCommands(clone.read('README.md'));
      expect(commands.length).toBeGreaterThan(4);
      for (const command of commands.filter(each => !done.includes(each))) {
        if (runsOn(command)) continue;
        const typed = type(command, clone.folder, env);
        const code = await typed.ended;
        expect(code === 0 ? '' : `${command}\n${typed.output()}`).toBe('');
      }
      for (const command of commands.filter(runsOn)) {
        const port = String(await freePort());
        const typed = type(command, clone.folder, { ...env, PORT: port });
        try {
          for (const address of addresses) {
            const url = new URL(address);
            url.port = port;
            await eventually(
              `${command} to answer at ${url.pathname}`,
              async () => (await fetch(url)).ok,
            );
          }
        } finally {
          await typed.stop();
        }
      }
      // What the commands leave behind is ignored.
      expect(clone.git('status', '--porcelain')).toBe('');
    },
    8 * minute,
  );
});
