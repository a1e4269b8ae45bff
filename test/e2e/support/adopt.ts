import { Page } from 'playwright-core';
import { turnPage } from './loop';

/** Asks for operations, alerts and a chart for a repository that exists, as a person does from the Create page on. */
export async function adoptRepository(
  page: Page,
  url: string,
  owner: string,
  repository: string,
) {
  await page.goto(`${url}/create`);
  await page
    .locator('.MuiCard-root')
    .filter({
      has: page.getByRole('heading', { name: 'Adopt an existing repository' }),
    })
    .getByRole('button', { name: 'Choose' })
    .click();
  await page.getByRole('textbox', { name: /^Owner on the host/ }).fill(owner);
  await page.getByRole('textbox', { name: /^Repository/ }).fill(repository);
  // The field takes what was typed when it is left.
  await page.keyboard.press('Tab');
  await turnPage(page);
  await page.getByRole('checkbox', { name: /^Alerts/ }).click();
  await page.getByRole('button', { name: /^Deployed with/ }).click();
  await page.getByRole('option', { name: 'Helm chart' }).click();
  await turnPage(page);
  // Name, owner and runtime are those of the repository.
  await turnPage(page);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
}
