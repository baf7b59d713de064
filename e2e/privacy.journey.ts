import { expect } from 'vitest';
import { journey } from './support/journey.ts';

journey('a person is taken out whole, and erased for good once their name is typed', async ({ open, create }) => {
  const { id } = await create('people', {
    ...{ name: { given: 'Zaruhi', family: 'Erasable' }, emails: [{ address: 'zaruhi@example.org' }] },
  });
  await create('notes', { body: 'Zaruhi moves to Gyumri', person: id });
  const page = await open(`/people/${id}`);
  await page.getByRole('heading', { level: 1, name: 'Zaruhi Erasable' }).waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Everything held about them' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('Zaruhi Erasable.zip');
  await page.getByRole('button', { name: 'Erase for good' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/Emptied with them: Notes: 1/).waitFor();
  const confirm = dialog.getByRole('button', { name: 'Erase for good' });
  expect(await confirm.isDisabled()).toBe(true);
  await dialog.getByRole('textbox').fill('Zaruhi Erasable');
  await confirm.click();
  await page.getByRole('heading', { level: 1, name: '—', exact: true }).waitFor();
  await page.getByText('Zaruhi').first().waitFor({ state: 'detached' });
});
