import { Page } from 'playwright-core';
import { Clone } from './git';

/** Signs in as an example user, whoever was signed in before. */
export async function signIn(page: Page, url: string, name: string) {
  // A page without the app, which would write down who is signed in when it has started.
  await page.goto(`${url}/.backstage/health/v1/liveness`);
  await page.evaluate(() => localStorage.clear());
  await page.goto(url);
  await page.getByRole('button', { name: `Sign in as ${name}` }).click();
  await page.getByRole('heading', { name: /Welcome/ }).waitFor();
}

const nextButton = (page: Page) =>
  page.getByRole('button', { name: /^(Next|Review)$/ });

/** Whether the form of a golden path is at its last page, which sums up the answers. */
async function isReviewed(page: Page): Promise<boolean> {
  const create = page.getByRole('button', { name: 'Create', exact: true });
  await create.or(nextButton(page)).first().waitFor();
  return create.isVisible();
}

/** Goes on to the next page of the form of a golden path. */
export async function turnPage(page: Page) {
  const before = await page.locator('form').first().innerHTML();
  await nextButton(page).click();
  await page.waitForFunction(
    earlier => document.querySelector('form')?.innerHTML !== earlier,
    before,
  );
}

/** Creates a service from a golden path with nothing but a name and an owner. */
export async function createService(
  page: Page,
  url: string,
  path: string,
  name: string,
  owner: string,
) {
  await page.goto(`${url}/create/templates/default/${path}`);
  await page.getByRole('textbox', { name: /^Name/ }).fill(name);
  await page.getByRole('textbox', { name: /Owner/ }).fill(owner);
  await page.getByRole('option', { name: owner }).first().click();
  while (!(await isReviewed(page))) await turnPage(page);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
}

/** Waits until the task that the page shows has come to an end, and returns what it complains about. */
export async function endOfTask(page: Page, link: string): Promise<string[]> {
  const failed = page.getByRole('alert').filter({ hasText: /error/i });
  await page
    .getByRole('link', { name: link })
    .or(failed)
    .first()
    .waitFor({ timeout: 120_000 });
  return failed.allInnerTexts();
}

/** Signs the review that is open in the page, as the person who is signed in. */
export async function signReview(page: Page, comment: string) {
  await page.getByRole('button', { name: 'Sign', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign the review' });
  await dialog.getByRole('textbox', { name: /Comment/ }).fill(comment);
  await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Takes every health check out of a service: routes, HEALTHCHECK and probes. */
export function removeHealthCheck(clone: Clone) {
  const edits: Array<[RegExp, string]> = [
    [/\/healthz/g, '/greeting-card'],
    [/\/readyz/g, '/greeting-list'],
    [/^HEALTHCHECK .*\\\n.*$/gm, ''],
    [
      /^(\s*)(healthcheck|livenessProbe|readinessProbe|startupProbe):/gm,
      '$1x-$2:',
    ],
  ];
  const files = clone
    .files()
    .filter(path => /(^src\/|Dockerfile$|\.ya?ml$|\.tpl$)/.test(path));
  for (const path of files) {
    const before = clone.read(path);
    const after = edits.reduce(
      (text, [pattern, replacement]) => text.replace(pattern, replacement),
      before,
    );
    if (after !== before) clone.write(path, after);
  }
}
