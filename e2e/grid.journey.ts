import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';

const cell = (page: Page, row: number, name: string) =>
  page
    .getByRole('grid')
    .locator(`[data-index="${row}"]`)
    .getByRole('gridcell')
    .and(page.locator(`[id$="-${name}"]`));

/** Beside the words, which may be a link. */
async function click(page: Page, row: number, name: string): Promise<void> {
  const box = await cell(page, row, name).boundingBox();
  if (!box) throw new Error(`No cell ${name}`);
  await page.mouse.click(box.x + box.width - 5, box.y + box.height - 5);
}

journey(
  'cells are edited as in a spreadsheet, by keys alone, and every change is taken back',
  async ({ open, create }) => {
    for (const name of ['Cellwork one', 'Cellwork two', 'Cellwork three']) await create('companies', { name });
    const columns = encodeURIComponent(JSON.stringify(['name', 'taxId', 'employees', 'lifecycle']));
    const page = await open(`/companies?search=Cellwork&sort=createdAt&columns=${columns}`);
    await page.getByRole('grid').getByText('Cellwork three').waitFor();
    await click(page, 0, 'taxId');
    await page.keyboard.type('AM-1');
    await page.keyboard.press('Enter');
    await page.keyboard.type('AM-2');
    await page.keyboard.press('Tab');
    await page.keyboard.type('1 250');
    await page.keyboard.press('Enter');
    await expect.poll(() => cell(page, 0, 'taxId').textContent()).toBe('AM-1');
    await expect.poll(() => cell(page, 1, 'taxId').textContent()).toBe('AM-2');
    await expect.poll(() => cell(page, 1, 'employees').textContent()).toBe('1,250');
    expect(await page.getByRole('grid').getAttribute('aria-activedescendant')).toBe(
      await cell(page, 2, 'employees').getAttribute('id'),
    );
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Control+z');
    await expect.poll(() => cell(page, 1, 'employees').textContent()).toBe('');
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => cell(page, 1, 'employees').textContent()).toBe('1,250');
    // What is refused stays where it was typed, with the reason.
    await click(page, 2, 'employees');
    await page.keyboard.type('-5');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await cell(page, 2, 'employees').getAttribute('aria-invalid')).toBe('true');
    await page.getByRole('button', { name: 'Drop', exact: true }).click();
    await expect.poll(() => cell(page, 2, 'employees').textContent()).toBe('');
    await page.reload();
    await expect.poll(() => cell(page, 1, 'employees').textContent()).toBe('1,250');
    await expect.poll(() => cell(page, 0, 'taxId').textContent()).toBe('AM-1');
  },
);

journey(
  'a block is pasted, filled on and copied; what a cell does not take is marked in it alone',
  async ({ open, create }) => {
    for (const name of ['Blockyard one', 'Blockyard two', 'Blockyard three']) await create('companies', { name });
    const columns = encodeURIComponent(JSON.stringify(['name', 'employees', 'taxId', 'owner']));
    const page = await open(`/companies?search=Blockyard&sort=createdAt&columns=${columns}`);
    await page.getByRole('grid').getByText('Blockyard three').waitFor();
    await click(page, 0, 'employees');
    // As soon as the cell is chosen: what pastes is still on its way.
    await cell(page, 0, 'employees').and(page.locator('[data-head]')).waitFor();
    expect(await isPasted(page, '12\tT-1\tMariam Sargsyan\r\nmany\tT-2\tNobody At All\r\n')).toBe(true);
    await expect.poll(() => cell(page, 0, 'owner').textContent()).toContain('Mariam Sargsyan');
    await expect.poll(() => cell(page, 1, 'taxId').textContent()).toBe('T-2');
    expect(await cell(page, 1, 'employees').getAttribute('title')).toBe('This is no number.');
    expect(await cell(page, 1, 'owner').getAttribute('title')).toBe('No record has this name.');
    await page.getByText('2 values are not saved').waitFor();
    await page.getByRole('button', { name: 'Drop all' }).click();
    await click(page, 0, 'employees');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Control+d');
    await expect.poll(() => cell(page, 2, 'taxId').textContent()).toBe('T-1');
    await expect.poll(() => copied(page)).toEqual(['12\tT-1\n12\tT-1\n12\tT-1', true]);
    await page.keyboard.press('Control+z');
    await expect.poll(() => cell(page, 1, 'taxId').textContent()).toBe('T-2');
    await expect.poll(() => cell(page, 2, 'taxId').textContent()).toBe('');
  },
);

/** As the browser tells of it, and whether anything heard: what stands on the system's own clipboard, others would find there. */
function isPasted(page: Page, text: string): Promise<boolean> {
  return page.evaluate((given) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', given);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    return document.activeElement?.dispatchEvent(event) === false;
  }, text);
}

/** The text that is copied, and whether a table goes along with it. */
function copied(page: Page): Promise<readonly [string, boolean]> {
  return page.evaluate(() => {
    const clipboardData = new DataTransfer();
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }),
    );
    return [clipboardData.getData('text/plain'), clipboardData.getData('text/html').startsWith('<table')] as const;
  });
}
