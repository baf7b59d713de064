import { expect } from 'vitest';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';

/** One for each attempt: who was made before would be alike, too. */
const families = ['Orbeli', 'Dadiani', 'Machabeli'];

journey(
  'two people are made one from a card, found under either address, and two again',
  async ({ open, create, task }) => {
    const family = families[task.result?.retryCount ?? 0] ?? '';
    const [one, another] = [`m@${family}.ge`, `maria@${family}.ge`];
    const { id } = await create('people', { name: { given: 'Mariam', family }, emails: [one] });
    const other = await create('people', {
      ...{ name: { given: 'Maria', family }, emails: [one.toUpperCase(), another], jobTitle: 'Architect' },
    });
    await create('notes', { body: 'Wants the plans by Friday', person: other.id });
    const page = await open(`/people/${id}`);
    const main = page.getByRole('main');
    await main.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name: 'Merge with…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Make one record of two' });
    await dialog.getByRole('button', { name: new RegExp(`Maria ${family}.*alike: Emails`) }).click();
    await dialog.getByText('Notes · Person: 1').waitFor();
    expect(await findViolations(page)).toEqual([]);
    const name = dialog.getByRole('radiogroup', { name: 'Name' });
    await name.getByRole('radio', { name: /Mariam/ }).focus();
    await page.keyboard.press('ArrowDown');
    expect(await name.getByRole('radio', { name: `Maria ${family}` }).isChecked()).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByText('Two records are one now').waitFor();
    await page.getByRole('heading', { level: 1, name: `Maria ${family}` }).waitFor();
    await main.getByText('Wants the plans by Friday').waitFor();
    await main.getByText('Architect').first().waitFor();

    await page.goto(page.url().replace(id, other.id));
    await page.waitForURL((url) => url.pathname.endsWith(id));
    await page.getByText('This record became part of the one you see.').waitFor();
    await main.getByRole('button', { name: 'Undo the merge' }).click();
    await page.getByText('They are two records again').waitFor();
    await page.getByRole('heading', { level: 1, name: `Mariam ${family}` }).waitFor();
    await main.getByText('Wants the plans by Friday').waitFor({ state: 'detached' });
  },
);
