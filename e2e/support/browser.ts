import { type Browser, chromium } from 'playwright-core';
import { test } from 'vitest';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const args = ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];

/** A test with the browser that all journeys of a run share; pages are kept apart by contexts. */
export const browserTest = test.extend<{ readonly browser: Browser }>({
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from this pattern which fixtures are needed.
    async ({}, use) => {
      const browser = await chromium.launch({ executablePath, args });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
});
