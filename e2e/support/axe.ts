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
let source: Promise<string> | undefined;

/** What axe objects to on the page as it stands: WCAG 2.2 A and AA, and good practice. A line for each element. */
export async function findViolations(page: Page): Promise<readonly string[]> {
  source ??= readFile(path.resolve('node_modules/axe-core/axe.min.js'), 'utf8');
  // Evaluated by the debugger and not by a script element, which the security policy would refuse.
  await page.evaluate(await source);
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  return page.evaluate(async (values) => {
    const { axe } = window as unknown as { axe: Axe };
    const { violations } = await axe.run(document, { runOnly: { type: 'tag', values } });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary?.split('\n')[1] ?? ''}`),
    );
  }, tags);
}
