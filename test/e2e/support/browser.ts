import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { BrowserContext, chromium, Page } from 'playwright-core';

/** Where the pictures of the last run are. */
export const screenshots = resolve(
  __dirname,
  '../../../.local/tests/screenshots',
);

export interface Browser {
  page: Page;
  close(): Promise<void>;
}

/** Opens a page in a real Chromium with an empty profile. */
export async function openBrowser(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'goldenpath-chromium-'));
  const context: BrowserContext = await chromium.launchPersistentContext(
    profile,
    {
      executablePath: process.env.GOLDENPATH_CHROMIUM,
      headless: true,
      viewport: { width: 1440, height: 1000 },
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  );
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return {
    page,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Takes a picture of what the window shows, in the dark and in the light theme. */
export async function takePictures(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true });
  for (const theme of ['dark', 'light']) {
    await page.evaluate(chosen => localStorage.setItem('theme', chosen), theme);
    await page.reload();
    await page.waitForLoadState('networkidle');
    await page.screenshot({
      path: join(screenshots, `${name}-${theme}.png`),
    });
  }
}
