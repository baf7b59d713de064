import { note } from '../../../notes/contract/index.ts';
import { task } from '../../../tasks/contract/index.ts';
import type { Cast } from './cast.ts';
import type { ToldDeal } from './sales.ts';
import { daysAgo, inWorkingHours, type Teller } from './teller.ts';

const kinds = ['call', 'meeting', 'letter', 'visit', 'task'] as const;

/** What was written down and what is to be done: notes on most deals, tasks done over the year, and for later. */
export async function tellDiary(teller: Teller, cast: Cast, deals: readonly ToldDeal[]): Promise<void> {
  await writeNotes(teller, cast, deals);
  const closed = deals.filter(({ isOpen }) => !isOpen);
  const open = deals.filter(({ isOpen }) => isOpen);
  const about = open.length > 0 ? open : deals;
  await writeTasks(teller, closed.slice(-60), (index) => -2 - (60 - index) * 4, true);
  await writeTasks(teller, pickMany(teller, about, 12), (index) => 8 + index, false);
}

function pickMany({ random }: Teller, deals: readonly ToldDeal[], count: number): ToldDeal[] {
  return Array.from({ length: count }, () => random.pick(deals));
}

async function writeNotes(teller: Teller, cast: Cast, deals: readonly ToldDeal[]): Promise<void> {
  const { random, culture, ctx } = teller;
  const drafts = [
    ...deals
      .filter(() => random.chance(0.7))
      .map(({ id, company, openedAt }) => ({
        ...{ body: random.pick(culture.dealNotes), deal: id, company: company.id, author: company.owner },
        at: openedAt + Math.floor(random.next() * Math.min(20 * 86_400_000, ctx.now().getTime() - openedAt)),
      })),
    ...cast.companies.slice(0, 15).map(({ id, owner }, index) => ({
      ...{ body: random.pick(culture.companyNotes), company: id, author: owner, pinned: index < 4 },
      at: daysAgo(teller, random.below(150)),
    })),
    ...cast.people.slice(0, 20).map(({ id, company }) => ({
      ...{ body: random.pick(culture.personNotes), person: id, author: company.owner },
      at: daysAgo(teller, random.below(150)),
    })),
  ].sort((a, b) => a.at - b.at);
  for (const { at, ...input } of drafts) await teller.create(note, input, { at, memberId: input.author });
}

/** One task a deal, due that many days from today; what is done was done on its day. */
async function writeTasks(
  teller: Teller,
  deals: readonly ToldDeal[],
  dueIn: (index: number) => number,
  done: boolean,
): Promise<void> {
  const { random, culture } = teller;
  for (const [index, { id, company, person }] of deals.entries()) {
    const kind = random.pick(kinds);
    const days = dueIn(index);
    const due = inWorkingHours(teller, days);
    const input = {
      ...{
        title: random.pick(culture.tasks[kind]),
        kind,
        dueAt: new Date(due).toISOString(),
        done,
        owner: company.owner,
      },
      ...{ deal: id, company: company.id, person },
      priority: random.pick(['normal', 'normal', 'normal', 'high', 'low']),
    };
    const at = done ? due : daysAgo(teller, Math.max(1, -days) + 3);
    await teller.create(task, input, { at, memberId: company.owner });
  }
}
