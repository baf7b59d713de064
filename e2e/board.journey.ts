import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { journey } from './support/journey.ts';

const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const card = (page: Page, stage: string, deal: string) =>
  column(page, stage).getByRole('group', { name: deal, exact: true });
const sum = (page: Page, stage: string) => column(page, stage).locator('header');

journey('a deal dragged to another column takes its amount along', async ({ open, create }) => {
  await create('deals', { name: 'Dragged glass', amount: { amount: '1500', currency: 'EUR' } });
  const page = await open('/deals?view=board&search=Dragged');
  await card(page, 'Prospecting', 'Dragged glass').waitFor();
  await expect.poll(() => sum(page, 'Prospecting').textContent()).toMatch(/€1\.5k1$/);
  await drag(page, card(page, 'Prospecting', 'Dragged glass'), column(page, 'Engaging'));
  await card(page, 'Engaging', 'Dragged glass').waitFor();
  await expect.poll(() => sum(page, 'Engaging').textContent()).toMatch(/€1\.5k1$/);
  await expect.poll(() => sum(page, 'Prospecting').textContent()).not.toContain('€');
  await page.reload();
  await card(page, 'Engaging', 'Dragged glass').waitFor();
});

async function drag(page: Page, what: ReturnType<typeof card>, where: ReturnType<typeof column>): Promise<void> {
  const from = await what.boundingBox();
  const to = await where.boundingBox();
  if (!from || !to) throw new Error('Nothing to drag, or nowhere');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2 + 20, from.y + from.height / 2, { steps: 4 });
  await page.mouse.move(to.x + to.width / 2, to.y + 120, { steps: 12 });
  await page.mouse.up();
}

journey('with Shift and the arrow a deal goes on by keys, and its sum with it', async ({ open, create }) => {
  await create('deals', { name: 'Carried timber', amount: { amount: '2500', currency: 'EUR' } });
  const page = await open('/deals?view=board&search=Carried');
  await card(page, 'Prospecting', 'Carried timber').focus();
  await page.keyboard.press('Shift+ArrowRight');
  await page.getByText('“Carried timber” is now in “Engaging”.').waitFor({ state: 'attached' });
  const moved = card(page, 'Engaging', 'Carried timber');
  await expect.poll(() => moved.evaluate((element) => element === document.activeElement)).toBe(true);
  await expect.poll(() => sum(page, 'Engaging').textContent()).toContain('€2.5k');
});

journey('a card is moved into a column that is still being loaded, and stands in it', async ({ open, create }) => {
  const word = `Hasty${Math.random().toString(36).slice(2, 8)}`;
  await create('deals', { name: `${word} plank` });
  await create('deals', { name: `${word} beam` });
  const page = await open('/deals?view=board');
  const { items } = await page.evaluate(async () => (await fetch('/api/v1/stages?limit=50')).json());
  const { id: engaging } = items.find(({ name }: { name: string }) => name === 'Engaging');
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const isOfColumn = ({ href, pathname }: URL) => pathname === '/api/v1/deals' && href.includes(engaging);
  await page.route(isOfColumn, async (route) => {
    await held;
    // Whoever moved the card does not wait for what was asked before.
    await route.continue().catch(() => undefined);
  });
  const asked = page.waitForRequest((request) => isOfColumn(new URL(request.url())));
  await page.goto(`/deals?view=board&search=${word}`);
  await asked;
  await card(page, 'Prospecting', `${word} plank`).focus();
  await page.keyboard.press('Shift+ArrowRight');
  await card(page, 'Prospecting', `${word} plank`).waitFor({ state: 'detached' });
  answer();
  const moved = card(page, 'Engaging', `${word} plank`);
  await moved.waitFor();
  await expect.poll(() => moved.evaluate((element) => element === document.activeElement)).toBe(true);
});

journey('a lost deal asks for the reason: without one it stays where it was', async ({ open, create }) => {
  const { id } = await create('deals', { name: 'Doubtful steel', amount: { amount: '900', currency: 'EUR' } });
  const page = await open('/deals?view=board&search=Doubtful', { width: 1920 });
  await card(page, 'Prospecting', 'Doubtful steel').waitFor();
  const dialog = page.getByRole('dialog', { name: 'Why was “Doubtful steel” lost?' });
  await moveToLost(page);
  await dialog.getByRole('button', { name: 'Move', exact: true }).press('Enter');
  await dialog.getByText('Choose a reason.').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(await statusOf(page, id)).toBe('open');
  await moveToLost(page);
  await dialog.getByRole('radio', { name: 'Price' }).check();
  await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  await card(page, 'Lost', 'Doubtful steel').waitFor();
  await expect.poll(() => statusOf(page, id)).toBe('lost');
});

async function moveToLost(page: Page): Promise<void> {
  await drag(page, page.getByRole('group', { name: 'Doubtful steel' }), column(page, 'Lost'));
}

async function statusOf(page: Page, id: string): Promise<unknown> {
  return ((await (await page.request.get(`/api/v1/deals/${id}`)).json()) as { readonly status: unknown }).status;
}
