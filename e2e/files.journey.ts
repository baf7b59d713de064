import { expect, inject } from 'vitest';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';

/** One page with a word on it, as the smallest of programs writes it. */
const pdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 38>>stream
BT /F 24 Tf 20 40 Td (Agreed) Tj ET   
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>`;

/** A picture of one dot. */
const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

journey('files are dropped on a record, looked at, given a new version and taken back', async ({ open, create }) => {
  const name = 'files';
  const { id } = await create('companies', { name: 'Stone and Sons' });
  const page = await open(`/companies/${id}`);
  await page.getByRole('button', { name: 'Edit: Files' }).click();
  const area = page.getByRole('main');
  const chooser = page.waitForEvent('filechooser');
  await area.getByRole('button', { name: 'Drop files here or choose them' }).click();
  await (await chooser).setFiles([
    { name: 'terms.txt', mimeType: 'text/plain', buffer: Buffer.from('Net thirty days') },
    { name: 'contract.pdf', mimeType: 'application/pdf', buffer: Buffer.from(pdf) },
  ]);
  await area.getByRole('button', { name: 'Remove terms.txt' }).waitFor();
  await area.getByRole('button', { name: 'Remove contract.pdf' }).waitFor();
  expect(await findViolations(page)).toEqual([]);
  await area.getByRole('button', { name: 'Save' }).click();

  await area.getByRole('button', { name: 'terms.txt' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'terms.txt' });
  await dialog.getByText('Net thirty days').waitFor();
  const further = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'New version' }).click();
  await (await further).setFiles({
    name: 'terms 2.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('Net sixty days'),
  });
  const renewed = page.getByRole('dialog', { name: 'terms 2.txt' });
  await renewed.getByText('Net sixty days').waitFor();
  await renewed.getByRole('button', { name: 'Restore' }).click();
  await page.getByRole('dialog').getByText('Net thirty days').waitFor();
  await page.getByRole('dialog').getByText('3. terms.txt').waitFor();
  expect(await findViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await area.getByRole('button', { name: 'contract.pdf' }).first().click();
  await page.getByRole('dialog').getByRole('img', { name: 'Page 1' }).waitFor();

  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Edit: Files' }).click();
  await area.getByRole('button', { name: 'Remove contract.pdf' }).click();
  await area.getByRole('button', { name: 'Save' }).click();
  const held = async () => (await (await page.request.get(`/api/v1/companies/${id}`)).json())[name].length;
  await expect.poll(held).toBe(1);
  await page.getByRole('button', { name: 'Edit: Files' }).click();
  await area.getByRole('button', { name: 'Files taken off' }).click();
  await area.getByRole('button', { name: 'Bring back contract.pdf' }).click();
  await area.getByText('Nothing was taken off').waitFor();
  expect(await findViolations(page)).toEqual([]);
  await area.getByRole('button', { name: 'Save' }).click();
  await expect.poll(held).toBe(2);

  const gallery = `/companies?search=Stone%20and%20Sons&as=gallery&cover=${name}`;
  await page.goto(gallery);
  await page.getByRole('link', { name: 'Stone and Sons' }).waitFor();
  expect(await page.locator('main img').count()).toBe(0);
  const sent = await page.request.post('/api/v1/files', {
    multipart: { file: { name: 'yard.png', mimeType: 'image/png', buffer: Buffer.from(picture, 'base64') } },
  });
  const company = await (await page.request.get(`/api/v1/companies/${id}`)).json();
  const papers = [...company[name], await sent.json()].map((file: { readonly id: string }) => file.id);
  await page.request.patch(`/api/v1/companies/${id}`, { data: { [name]: papers } });
  await page.goto(gallery);
  const cover = page.locator('main img');
  await cover.waitFor();
  await expect.poll(() => cover.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1);
  expect(await findViolations(page)).toEqual([]);

  const other = await open(`/companies/${id}`, { as: inject('giorgi'), width: 390, height: 844 });
  await other.getByRole('button', { name: 'terms.txt' }).first().click();
  await other.getByRole('dialog').getByText('Net thirty days').waitFor();
});
