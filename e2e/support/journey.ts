import { type Page, request } from 'playwright-core';
import { expect, inject } from 'vitest';
import { browserTest } from './browser.ts';
import { watchForFaults } from './faults.ts';
import { type Screen, type Window, Windows } from './windows.ts';

interface Journey {
  /** A page in a browser of its own. At the journey's end it must have logged no fault. */
  readonly open: (address: string, screen?: Screen) => Promise<Page>;
  /** The records a journey is about are made without a browser; resolves to the new record. */
  readonly create: (plural: string, record: object) => Promise<{ readonly id: string }>;
}

/** A test in a real browser upon the real product. */
export const journey = browserTest.extend<Journey & { readonly windows: Windows }>({
  windows: [({ browser }, use) => use(new Windows(browser)), { scope: 'worker' }],
  open: async ({ windows }, use) => {
    const taken: Window[] = [];
    const unwatch: (() => void)[] = [];
    const faults: string[] = [];
    await use(async (address, screen = {}) => {
      const window = await windows.take(screen);
      taken.push(window);
      unwatch.push(watchForFaults(window.context, faults));
      await window.page.goto(address);
      return window.page;
    });
    for (const stop of unwatch) stop();
    await Promise.all(taken.map((window) => windows.giveBack(window)));
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
