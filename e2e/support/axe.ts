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
const colourRules = ['color-contrast', 'link-in-text-block'];
const leftOut = Object.fromEntries(colourRules.map((rule) => [rule, { enabled: false }]));
/** Another theme has the same elements in the same places, another width the same colours. */
const scopes = {
  everything: { runOnly: { type: 'tag', values: tags } },
  colours: { runOnly: { type: 'rule', values: colourRules } },
  elements: { runOnly: { type: 'tag', values: tags }, rules: leftOut },
};
let source: Promise<string> | undefined;

/**
 * What axe objects to on the page as it stands: WCAG 2.2 A and AA, and good practice; or to its colours alone, or all but
 * these. A line for each element.
 */
export async function findViolations(
  page: Pick<Page, 'evaluate'>,
  scope: keyof typeof scopes = 'everything',
): Promise<readonly string[]> {
  source ??= readFile(path.resolve('node_modules/axe-core/axe.min.js'), 'utf8');
  // Evaluated by the debugger and not by a script element, which the security policy would refuse.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await source);
  await page.evaluate(untilStill);
  return page.evaluate(
    async (what) => {
      const { axe } = window as unknown as { axe: Axe };
      const { violations } = await axe.run(document, what);
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary?.split('\n')[1] ?? ''}`),
      );
    },
    // Style sheets and media that it would fetch for itself are for rules that are not among these.
    { ...scopes[scope], resultTypes: ['violations'], selectors: false, preload: false },
  );
}

/** Until what fades or slides has come to its end; what pulses for ever has none. */
function untilStill(): Promise<unknown> {
  const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
  return Promise.allSettled(ending.map(({ finished }) => finished));
}
