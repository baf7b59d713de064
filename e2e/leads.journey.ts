import { expect } from 'vitest';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';

journey(
  'a lead is rejected for a reason, taken up again, and becomes a company, a person and a deal',
  async ({ open, create }) => {
    await create('companies', { name: 'Nairi Stone' });
    const { id } = await create('leads', {
      contact: { given: 'Nare', family: 'Sargsyan' },
      ...{ companyName: 'Nairi Stone', phones: ['+374 91 765432'], interest: 'A floor of basalt' },
    });
    const page = await open(`/leads/${id}`);
    const main = page.getByRole('main');
    // A note is written key by key, in two lines.
    const note = main.getByRole('textbox', { name: 'New note' });
    await note.pressSequentially('Saw us at the fair');
    await note.press('Enter');
    await note.pressSequentially('Likes basalt');
    expect(await note.inputValue()).toBe('Saw us at the fair\nLikes basalt');
    await note.press('ControlOrMeta+Enter');
    // They called: what came of it, and that they did, stands in the story of the lead.
    await create('tasks', { title: 'Call them back', kind: 'call', dueAt: '2030-12-31T09:00:00Z', lead: id });
    await main.getByRole('button', { name: 'Log what happened' }).click();
    await main.getByRole('textbox', { name: 'What came of it?' }).fill('Wants to see samples');
    await main.getByRole('combobox', { name: 'Who began' }).click();
    await page.getByRole('option', { name: 'The client' }).click();
    await main.getByRole('combobox', { name: 'Result' }).fill('Reached');
    // One key says that it was the call planned, and the next step is asked for.
    await main.getByRole('checkbox', { name: /^Call them back/ }).waitFor();
    await page.keyboard.press('Alt+Digit1');
    await main.getByRole('checkbox', { name: /^Call them back/, checked: true }).waitFor();
    await main.getByRole('textbox', { name: 'What comes next?' }).fill('Send samples');
    await main.getByRole('textbox', { name: 'What came of it?' }).press('ControlOrMeta+Enter');
    const next = main.getByRole('region', { name: 'Next tasks' });
    await next.getByText('Send samples').waitFor();
    await next.getByText('Call them back').waitFor({ state: 'detached' });
    const call = main.getByRole('region', { name: 'Timeline' }).getByRole('listitem').filter({ hasText: 'samples' });
    await call.getByText('the client began').waitFor();
    await call.getByText('Call them back').waitFor();
    await call.getByText('Reached').waitFor();
    await main.getByRole('button', { name: 'Reject' }).click();
    const rejection = page.getByRole('dialog', { name: /Why is .* rejected/ });
    await rejection.getByRole('button', { name: 'Reject' }).click();
    await rejection.getByText('Choose a reason.').waitFor();
    await rejection.getByRole('radio', { name: 'No budget' }).check();
    expect(await findViolations(page)).toEqual([]);
    // The lead shows as rejected at once; the dialog with what was chosen stays until that is saved.
    const saving = page.waitForRequest((request) => request.method() === 'PATCH');
    let save = () => {};
    const held = new Promise<void>((resolve) => {
      save = resolve;
    });
    await page.route(`**/api/v1/leads/${id}`, async (route) => {
      if (route.request().method() === 'PATCH') await held;
      await route.continue();
    });
    await rejection.getByRole('button', { name: 'Reject' }).click();
    await saving;
    await main.getByRole('button', { name: 'Take up again', includeHidden: true }).waitFor();
    expect(await rejection.isVisible()).toBe(true);
    save();
    await rejection.waitFor({ state: 'detached' });
    await main.getByRole('button', { name: 'Take up again' }).click();

    await main.getByRole('button', { name: 'Convert' }).click();
    const dialog = page.getByRole('dialog', { name: /Convert/ });
    expect(await dialog.getByRole('radio', { name: 'Already there: Nairi Stone' }).isChecked()).toBe(true);
    await dialog.getByRole('textbox', { name: 'Name' }).last().fill('Basalt floor');
    expect(await findViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Convert' }).click();
    await page.getByText('The lead is converted').waitFor();
    const became = main.getByRole('region', { name: 'Became' });
    await became.getByRole('link', { name: 'Nairi Stone' }).waitFor();
    await became.getByRole('link', { name: 'Nare Sargsyan' }).waitFor();
    await became.getByRole('link', { name: 'Basalt floor' }).click();
    await page.getByRole('heading', { level: 1, name: 'Basalt floor' }).waitFor();
    await main.getByText('Saw us at the fair').waitFor();
  },
);
