import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';

journey(
  'an owner sees what was changed, takes it back, and carries the configuration out and in',
  async ({ open, create }) => {
    await create('custom-fields', { noun: 'product', kind: 'text', label: { en: 'Shelf' } });
    const page = await open('/configuration');
    const newest = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { level: 2 }), hasText: 'Shelf' })
      .first();
    await newest.getByText('Shelf · Products').waitFor();
    expect(await newest.textContent()).toContain('Mariam');
    expect(await findViolations(page)).toEqual([]);

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const packed = await readFile(await (await download).path(), 'utf8');

    await newest.getByRole('button', { name: /What can be done/ }).press('Enter');
    await page.getByRole('menuitem', { name: 'Undo this change' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: /Undo version/ });
    await dialog.getByText('Given up: 1').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Changed: 1').waitFor();
    await newest.getByText('given up').waitFor();

    const field = '"name":"xShelf"';
    const [other, wrong] = [field.replace('Shelf', 'Other'), '"noun":"spaceship"'];
    const item = JSON.stringify(
      (JSON.parse(packed) as { parts: { fields: { name: string }[] } }).parts.fields.find(
        ({ name }) => name === 'xShelf',
      ),
    );
    const text = `{"format":"rapport-configuration","schema":1,"product":"1","parts":{"fields":[${item},${item.replace(field, other).replace('"noun":"product"', wrong)}]}}`;
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    const bring = page.getByRole('dialog', { name: 'Bring in a configuration' });
    await bring.getByText('refused', { exact: true }).waitFor();
    expect(await bring.getByRole('button', { name: 'Bring in', exact: true }).isDisabled()).toBe(true);
    expect(await findViolations(page)).toEqual([]);
    await bring.getByRole('checkbox').first().uncheck();
    await bring.getByRole('button', { name: 'Bring in', exact: true }).click();
    await page.getByText('Changed: 1').last().waitFor();
    await newest.getByText('Given up:').waitFor();

    await newest.getByRole('button', { name: /What can be done/ }).press('Enter');
    await page.keyboard.press('Escape');
    const versions = page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { level: 2 }), hasText: 'Shelf' });
    await versions
      .nth(2)
      .getByRole('button', { name: /What can be done/ })
      .click();
    await page.getByRole('menuitem', { name: 'Compare' }).click();
    const compared = page.getByRole('region', { name: 'Compare versions' });
    await compared.getByText('These are the same.').or(compared.getByRole('listitem')).first().waitFor();
    expect(await compared.textContent()).not.toContain('Shelf');
    await page.getByRole('button', { name: 'Make a sandbox' }).click();
    const behind = await page.context().newPage();
    await behind.goto('/products');
    await behind.getByRole('button', { name: 'New product' }).first().click();
    await page.getByRole('button', { name: 'Enter' }).click();
    await page.getByRole('region', { name: 'Sandbox' }).getByText('nothing here is real').waitFor();
    await saveFromBehind(behind);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Back to the real one' }).click();
    await page.getByRole('button', { name: 'Take over changes' }).click();
    await page.getByRole('dialog').getByText('Nothing would change').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Throw away' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Throw away' }).click();
    await page.getByRole('button', { name: 'Make a sandbox' }).waitFor();
    const phone = await open('/configuration?from=1', { dark: true, width: 390, height: 800 });
    await phone.getByRole('region', { name: 'Compare versions' }).getByRole('listitem').first().waitFor();
    expect(await findViolations(phone)).toEqual([]);
  },
);

/** A tab that stayed in the real workspace, with the form of a new product open, while the browser went into the sandbox. */
async function saveFromBehind(tab: Page): Promise<void> {
  const name = 'Written in the tab behind';
  const form = tab.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await form.getByRole('button', { name: 'Create' }).click();
  await form.getByText('Nothing was done').waitFor();
  const notice = tab.getByRole('alert', { name: 'Another workspace is open' });
  await notice.waitFor();
  expect(await form.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe(name);
  const found = await tab.request.get(`/api/v1/products?search=${encodeURIComponent(name)}`);
  expect(await found.json()).toMatchObject({ items: [] });
  expect(await findViolations(tab)).toEqual([]);
  await notice.getByRole('button', { name: 'Load anew' }).click();
  await tab.getByRole('region', { name: 'Sandbox' }).getByText('nothing here is real').waitFor();
  await tab.close();
}
