import { expect } from 'vitest';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';

journey('an owner finds out what was exported and printed, and by whom', async ({ open, create }) => {
  const { id } = await create('companies', { name: 'Overseen of the oversight journey' });
  const page = await open(`/companies/${id}`);
  const filter = JSON.stringify({ field: 'name', op: 'is', value: 'Overseen of the oversight journey' });
  await page.request.get(`/api/v1/exports/companies?fields=name&filter=${encodeURIComponent(filter)}`);

  // No printer here: what would be printed is kept as it was handed to one.
  await page.evaluate(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', 'yes');
  });
  await page.getByRole('heading', { name: 'Overseen of the oversight journey' }).waitFor();
  await page.getByText('Records are printed from the menu of their list').waitFor({ state: 'attached' });
  await page.keyboard.press('Control+p');
  await page.locator('html[data-printed=yes]').waitFor({ state: 'attached' });

  await page.goto(`/oversight?sorts=taken&noun=company&record=${id}`);
  await page.getByText('Printed 1 record').waitFor();
  expect(await page.getByText('Exported 1 record').count()).toBe(0);
  await page.goto('/oversight?sorts=taken&noun=company');
  await page.getByText('Exported 1 record').first().waitFor();
  expect(await findViolations(page)).toEqual([]);

  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('region', { name: 'Records a day that may be read' }).getByLabel('Sellers').waitFor();
  expect(await findViolations(page)).toEqual([]);

  const { member } = (await (await page.request.get('/api/v1/session')).json()) as { member: { id: string } };
  await page.goto(`/members/${member.id}`);
  await page.getByRole('region', { name: 'Last 30 days' }).getByText('Printed 1 record').first().waitFor();
  await page.request.delete(`/api/v1/companies/${id}`);
});
