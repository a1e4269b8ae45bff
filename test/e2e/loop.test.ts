import { Page } from 'playwright-core';
import { Browser, openBrowser, takePictures } from './support/browser';
import { eventually } from './support/eventually';
import { Clone } from './support/git';
import {
  createService,
  removeHealthCheck,
  signIn,
  signReview,
} from './support/loop';
import { Portal, startPortal } from './support/portal';

const missing = process.env.GOLDENPATH_CHROMIUM
  ? undefined
  : process.env.GOLDENPATH_CHROMIUM_MISSING || 'npm test names the browser';
if (missing) {
  // eslint-disable-next-line no-console
  console.warn(`The walk through the portal is skipped: ${missing}`);
}

const minute = 60_000;
const service = 'parcels';

(missing ? describe.skip : describe)(
  'a service from its creation to its handoff',
  () => {
    let portal: Portal;
    let browser: Browser;
    let page: Page;
    let clone: Clone;
    let review: string;

    const level = () => page.getByRole('heading', { name: /^Readiness level/ });
    const verdict = () =>
      page.getByRole('region', { name: 'Verdict' }).getByRole('status');
    const openTab = () =>
      page.goto(`${portal.url}/catalog/default/component/${service}/readiness`);

    beforeAll(async () => {
      portal = await startPortal('loop');
      browser = await openBrowser();
      page = browser.page;
    }, 8 * minute);

    afterAll(async () => {
      clone?.remove();
      await browser?.close();
      await portal?.stop();
    }, minute);

    afterEach(async () => {
      if (page) {
        await page.screenshot({ path: `${portal.data}/last.png` });
      }
    });

    it(
      'lets a developer sign in and create it with a name and an owner',
      async () => {
        await signIn(page, portal.url, 'Ada');
        await createService(
          page,
          portal.url,
          'node-service',
          service,
          'Checkout',
        );
        await page
          .getByRole('link', { name: 'Open in the catalog' })
          .waitFor({ timeout: minute });
      },
      3 * minute,
    );

    it(
      'finds it in the catalog and scores it, with evidence at the commit',
      async () => {
        clone = new Clone(portal, `example/${service}`);
        const commit = clone.git('rev-parse', 'HEAD').trim();
        await eventually(
          'the scorecard',
          async () => {
            await openTab();
            await level().waitFor({ timeout: 5_000 });
            return true;
          },
          { seconds: 90 },
        );
        await expect(level().getAttribute('aria-label')).resolves.toMatch(
          /level: L[1-4]/,
        );
        const evidence = page.getByRole('link', {
          name: /^src\/health\.ts:\d+/,
        });
        const href = await evidence.first().getAttribute('href');
        expect(href).toContain(`${portal.forgeUrl}/example/${service}/`);
        expect(href).toContain(commit);
        expect(href).toMatch(/src\/health\.ts#L\d+/);
        await takePictures(page, 'scorecard');
      },
      3 * minute,
    );

    it(
      'shows the level fall within seconds of a push that removes the health check',
      async () => {
        await openTab();
        await level().waitFor();
        removeHealthCheck(clone);
        clone.push('Remove the health check');
        await page
          .getByRole('heading', { name: 'Readiness level: Below L1' })
          .waitFor({ timeout: 20_000 });
        await page
          .getByText('The service exposes a health check')
          .first()
          .waitFor();
      },
      minute,
    );

    it(
      'opens a handoff that is a no-go, whoever signs',
      async () => {
        await page.getByRole('link', { name: 'Hand over' }).click();
        await page
          .getByRole('combobox', { name: /Receiving team/ })
          .fill('platform');
        await page
          .getByRole('option', { name: /platform/i })
          .first()
          .click();
        await page.getByRole('combobox', { name: /Target level/ }).click();
        await page.getByRole('option', { name: /L1/ }).click();
        await page.getByRole('button', { name: 'Open the review' }).click();
        await verdict().waitFor();
        review = page.url();
        await expect(verdict().innerText()).resolves.toBe('No-go');
        await signReview(page, 'We give it away.');
        await signIn(page, portal.url, 'Freya');
        await page.goto(review);
        await signReview(page, 'We have seen it.');
        await expect(verdict().innerText()).resolves.toBe('No-go');
        await page
          .getByText(/Blocker health-endpoint/)
          .first()
          .waitFor();
      },
      2 * minute,
    );

    it(
      'becomes a go when the fix is pushed, the scorecard frozen again and signed by both',
      async () => {
        clone.git('revert', '--no-edit', 'HEAD');
        clone.git('push', '--quiet', 'origin', 'HEAD');
        await openTab();
        await page
          .getByRole('heading', { name: /^Readiness level: L[1-4]/ })
          .waitFor({ timeout: 20_000 });
        await page.goto(review);
        await page.getByRole('button', { name: 'Freeze again' }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('button', { name: 'Freeze again' }).click();
        await dialog.waitFor({ state: 'detached' });
        await expect(verdict().innerText()).resolves.toBe(
          'Awaiting signatures',
        );
        await signReview(page, 'It is whole again.');
        await signIn(page, portal.url, 'Ada');
        await page.goto(review);
        await signReview(page, 'Thank you.');
        await page.getByText(/Verified: \d+ entries/).waitFor();
        await expect(verdict().innerText()).resolves.toBe('Go');
        await takePictures(page, 'review');
      },
      3 * minute,
    );
  },
);
