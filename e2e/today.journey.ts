import { expect } from 'vitest';
import { findViolations } from './support/axe.ts';
import { journey } from './support/journey.ts';

journey(
  'the day begins with what is overdue, and a deal without a next step is not forgotten',
  async ({ open, create }) => {
    const deal = await create('deals', { name: 'Roof for Ashtarak', amount: { amount: '99000000', currency: 'EUR' } });
    await create('tasks', { title: 'Answer Ashtarak', dueAt: '2020-01-31T09:00:00Z' });
    await create('leads', { companyName: 'Someone new' });
    const page = await open('/today');
    const section = (name: string) => page.getByRole('region', { name });
    await section('Overdue').getByText('Answer Ashtarak').waitFor();
    await section('New leads').getByText('Someone new').waitFor();
    const unplanned = section('Deals without a next step').getByRole('link', { name: 'Roof for Ashtarak' });
    await unplanned.waitFor();
    expect(await findViolations(page)).toEqual([]);
    await create('tasks', { title: 'Visit Ashtarak', deal: deal.id });
    // The page hears of it by itself.
    await unplanned.waitFor({ state: 'detached' });
    await section('Overdue').getByRole('checkbox', { name: 'Done: Answer Ashtarak' }).check();
    // It stays in sight, so that it can be taken back, until the page is opened anew.
    await section('Overdue').getByRole('checkbox', { name: 'Done: Answer Ashtarak', checked: true }).waitFor();
    await page.getByRole('radiogroup', { name: 'Whose day' }).getByText('My team’s').click();
    await page.waitForURL(/of=team/);
    await section('Today').waitFor();
    expect(await section('Overdue').getByText('Answer Ashtarak').count()).toBe(0);
  },
);
