import { type Browser, type BrowserContext, type Page, request } from 'playwright-core';
import { expect, inject } from 'vitest';
import { browserTest } from './browser.ts';
import { watchForFaults } from './faults.ts';
import type { SignedIn } from './shared-product.ts';

export interface Screen {
  /** Whose browser it is; null: nobody is signed in. Mariam's unless told otherwise. */
  readonly as?: SignedIn | null;
  /** Another installation than the shared one. */
  readonly url?: string;
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly language?: string;
}

interface Journey {
  /** A page in a browser of its own. At the journey's end it is closed, and must have logged no fault. */
  readonly open: (address: string, screen?: Screen) => Promise<Page>;
  /** The records a journey is about are made without a browser; resolves to the new record. */
  readonly create: (plural: string, record: object) => Promise<{ readonly id: string }>;
}

/** A test in a real browser upon the real product. */
export const journey = browserTest.extend<Journey>({
  open: async ({ browser }, use) => {
    const contexts: BrowserContext[] = [];
    const faults: string[] = [];
    await use(async (address, screen = {}) => {
      const context = await openContext(browser, screen);
      contexts.push(context);
      watchForFaults(context, faults);
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      await page.goto(address);
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
    expect(faults, 'what the pages logged').toEqual([]);
  },
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from this pattern which fixtures are needed.
  create: async ({}, use) => {
    const client = await request.newContext({ baseURL: inject('url'), storageState: inject('mariam') });
    await use(async (plural, record) => {
      const answer = await client.post(`/api/v1/${plural}`, { data: record });
      if (!answer.ok()) throw new Error(`${plural}: ${answer.status()} ${await answer.text()}`);
      return answer.json();
    });
    await client.dispose();
  },
});

function openContext(browser: Browser, screen: Screen): Promise<BrowserContext> {
  const { as = inject('mariam'), url = inject('url'), width = 1440, height = 900, dark = false } = screen;
  return browser.newContext({
    baseURL: url,
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    hasTouch: width < 500,
    isMobile: width < 500,
    locale: screen.language ?? 'en-GB',
    reducedMotion: 'reduce',
    timezoneId: 'Asia/Yerevan',
    ...(as ? { storageState: as } : {}),
  });
}
