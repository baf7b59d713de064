import { expect, inject } from 'vitest';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';

journey('an owner adds a kind of record, gives it a field, and writes the first one', async ({ open }) => {
  const page = await open('/nouns');
  await page.getByRole('heading', { level: 1, name: 'Record types' }).waitFor();
  // A second try must not meet what the first one made.
  const word = `Lease${Math.random()
    .toString(36)
    .replaceAll(/[^a-z]/g, '')}`;
  await page.getByRole('button', { name: 'Add record type' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add record type' });
  await dialog.getByRole('button', { name: 'Add record type' }).click();
  await dialog.getByText('Fill this in.').first().waitFor();
  await dialog.getByRole('textbox', { name: 'Name of one' }).fill(word);
  await dialog.getByRole('textbox', { name: 'Name of many' }).fill(`${word}s`);
  await dialog.getByText('Русский').click();
  await dialog.getByRole('textbox', { name: 'Name of one' }).fill('Аренда');
  await dialog.getByRole('textbox', { name: 'Name of many' }).fill('Аренды');
  await dialog.getByRole('button', { name: 'Key', exact: true }).click();
  expect(await findViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Add record type' }).click();

  await page.getByRole('heading', { level: 1, name: 'Fields' }).waitFor();
  await page.getByRole('button', { name: 'Add field' }).click();
  const field = page.getByRole('dialog', { name: 'Add field' });
  await field.getByRole('textbox', { name: 'Name' }).fill('Monthly rent');
  await field.getByRole('button', { name: 'Add field' }).click();
  await page.getByText('xMonthlyRent').waitFor();

  await page.getByRole('link', { name: 'Back to work' }).click();
  await page.getByRole('link', { name: `${word}s` }).click();
  await page.getByRole('heading', { level: 1, name: `${word}s` }).waitFor();
  await page
    .getByRole('button', { name: `Add: ${word}` })
    .first()
    .click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Gyumri depot');
  await form.getByRole('textbox', { name: 'Monthly rent' }).fill('1,200');
  await form.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { level: 1, name: 'Gyumri depot' }).waitFor();
  await page.getByText('1,200').first().waitFor();

  await page.goto('/nouns');
  await page.getByRole('listitem').first().waitFor();
  const line = page.getByRole('listitem').filter({ hasText: `${word}s` });
  await line.getByRole('button', { name: 'Retire' }).click();
  await line.getByRole('button', { name: 'Bring back' }).waitFor();
  await page.getByRole('link', { name: 'Back to work' }).click();
  await page.getByRole('link', { name: 'Companies' }).first().waitFor();
  await page
    .getByRole('navigation')
    .getByRole('link', { name: `${word}s` })
    .waitFor({ state: 'detached' });
});

journey('a manager is offered no kinds of record to change', async ({ open }) => {
  const page = await open('/companies', { as: inject('giorgi') });
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Members' }).first().waitFor();
  expect(await page.getByRole('link', { name: 'Record types' }).count()).toBe(0);
});

journey(
  'an owner calls a shipped kind of record as the company does, everywhere at once, and takes it back',
  async ({ open }) => {
    const page = await open('/nouns');
    const line = page.getByRole('listitem').filter({ hasText: 'exchange-rates' });
    await line.getByRole('button', { name: 'Names of “Exchange rates”' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name of one' }).fill('Quotation');
    await dialog.getByRole('textbox', { name: 'Name of many' }).fill('Companies');
    await dialog.getByText('Left empty: “Add: Quotation”').waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Another record type is called “Companies”').waitFor();
    await dialog.getByRole('textbox', { name: 'Name of many' }).fill('Quotations');
    expect(await findViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await line.getByText('Shipped as “Exchange rates”').waitFor();
    await page.getByRole('link', { name: 'Quotations' }).click();
    await page.getByRole('heading', { level: 1, name: 'Quotations' }).waitFor();
    await page.getByRole('button', { name: 'Add: Quotation' }).first().waitFor();
    await page.goto('/nouns');
    await line.getByRole('button', { name: 'Names of “Quotations”' }).click();
    await dialog.getByRole('button', { name: 'Back to the shipped names' }).click();
    await page.getByRole('link', { name: 'Exchange rates' }).waitFor();
  },
);
