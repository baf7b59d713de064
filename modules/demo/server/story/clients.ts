import { addDays, addUnits } from '../../../../shared/dates/iso-date.ts';
import { importantDate } from '../../../people/contract/index.ts';
import { clientWords } from '../culture/client-words.ts';
import type { Cast } from './cast.ts';
import { daysAgo, localDay, type Teller } from './teller.ts';

/** What is known of clients besides who they are. */
export async function tellClients(teller: Teller, cast: Cast): Promise<void> {
  await tellImportantDates(teller, cast);
}

/** Two of them within the week, so that the working day has something to say. */
async function tellImportantDates(teller: Teller, { companies, people }: Cast): Promise<void> {
  const words = clientWords[teller.ctx.language];
  const today = localDay(teller.ctx, teller.ctx.now().getTime());
  for (const [index, years] of [10, 5].entries()) {
    const firm = companies[index];
    const human = people[index];
    if (!firm || !human) continue;
    const when = { at: daysAgo(teller, 120), memberId: firm.owner };
    const jubilee = addUnits(addDays(today, 3), -years, 'year');
    await teller.create(
      importantDate,
      { name: words.jubilee, date: jubilee, company: firm.id, owner: firm.owner },
      when,
    );
    const wedding = { name: words.wedding, date: addDays(jubilee, 40), person: human.id, owner: human.company.owner };
    await teller.create(importantDate, wedding, when);
  }
}
