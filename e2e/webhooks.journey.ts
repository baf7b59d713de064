import { expect, inject } from 'vitest';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';

journey('an owner has changes sent to an address, tests it and sees what came of it', async ({ open }) => {
  const page = await open('/webhooks');
  await page.getByRole('heading', { level: 1, name: 'Webhooks' }).waitFor();
  await page.getByRole('button', { name: 'Add webhook' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add webhook' });
  await dialog.getByRole('textbox', { name: 'Address' }).fill('http://169.254.169.254/latest');
  await dialog.getByRole('textbox', { name: 'What it is for' }).fill('The shop');
  await dialog.getByRole('button', { name: 'Add webhook' }).click();
  await dialog.getByText('leads into a private network').first().waitFor();
  expect(await findViolations(page)).toEqual([]);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/webhook-dialog.png` });
  await dialog.getByRole('textbox', { name: 'Address' }).fill('http://192.0.2.7/hook');
  await dialog.getByRole('button', { name: 'Add webhook' }).click();
  await dialog.getByText('leads into a private network').first().waitFor();
  await dialog.getByRole('textbox', { name: 'Address' }).fill('https://93.184.215.14/hook');
  await dialog.getByRole('button', { name: 'Add webhook' }).click();
  const secret = page.getByRole('dialog', { name: 'Secret' });
  expect(await secret.getByRole('textbox', { name: 'Secret' }).inputValue()).toMatch(/^whsec_/);
  await secret.getByRole('button', { name: 'Done' }).last().click();
  await page.getByRole('link', { name: 'The shop' }).last().click();
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText('webhook.test').first().waitFor();
  await page.getByRole('button', { name: 'Body and attempts' }).first().click();
  await page.getByText('This is a test of Rapport.').waitFor();
  expect(await findViolations(page)).toEqual([]);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/webhook.png` });
  await page.setViewportSize({ width: 390, height: 844 });
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/webhook-390.png` });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('heading', { level: 1, name: 'Webhooks' }).waitFor();
});

journey('a manager is offered no webhooks', async ({ open }) => {
  const page = await open('/companies', { as: inject('giorgi') });
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Members' }).first().waitFor();
  expect(await page.getByRole('link', { name: 'Webhooks' }).count()).toBe(0);
});

journey('what the API takes and answers is read and tried in the browser', async ({ open, create }) => {
  const { id } = await create('companies', { name: 'Sevan Fishery' });
  const page = await open('/api/docs?of=companies');
  await page.getByText('companies/{id}', { exact: false }).first().waitFor();
  await page.getByRole('button', { name: /One company/ }).click();
  const trial = page.getByRole('region', { name: 'Try it' });
  await trial.getByLabel(/^id/).fill(id);
  await trial.getByRole('button', { name: 'Send' }).click();
  await trial.getByText(/^200, after/).waitFor();
  await trial.getByText('"name": "Sevan Fishery"').waitFor();
});
