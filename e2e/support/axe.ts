import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

interface Axe {
  run(context: Document, options: object): Promise<{ readonly violations: readonly Violation[] }>;
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const everything = { type: 'tag', values: tags };
/** What another theme can break that has the same elements in the same places. */
const colours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
let source: Promise<string> | undefined;

/**
 * What axe objects to on the page as it stands: WCAG 2.2 A and AA, and good practice; or to its colours alone. A line for
 * each element.
 */
export async function findViolations(page: Page, which?: 'colours'): Promise<readonly string[]> {
  source ??= readFile(path.resolve('node_modules/axe-core/axe.min.js'), 'utf8');
  // Evaluated by the debugger and not by a script element, which the security policy would refuse.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await source);
  await page.evaluate(untilStill);
  return page.evaluate(
    async (runOnly) => {
      const { axe } = window as unknown as { axe: Axe };
      const { violations } = await axe.run(document, { runOnly, resultTypes: ['violations'], selectors: false });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary?.split('\n')[1] ?? ''}`),
      );
    },
    which ? colours : everything,
  );
}

/** Until what fades or slides has come to its end; what pulses for ever has none. */
function untilStill(): Promise<unknown> {
  const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
  return Promise.allSettled(ending.map(({ finished }) => finished));
}
