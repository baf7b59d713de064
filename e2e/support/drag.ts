import type { Locator, Page } from 'playwright-core';

/** Drags a line by its grip to the end of a list, as a hand would: a little first, so that it is no click. */
export async function dragToEnd(page: Page, grip: Locator, list: Locator): Promise<void> {
  const [from, to] = [await grip.boundingBox(), await list.boundingBox()];
  if (!from || !to) throw new Error('Nothing to drag, or nowhere');
  await page.mouse.move(from.x + 30, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 30, from.y + 30, { steps: 3 });
  await page.mouse.move(to.x + 80, to.y + to.height - 12, { steps: 6 });
  await page.mouse.up();
  // A drop swallows the clicks of its first moments, so that letting go is none; a key that presses a button is a click as well.
  await page.waitForTimeout(100);
}
