import { addDays } from '../../../../shared/dates/iso-date.ts';
import { task } from '../../../tasks/contract/index.ts';
import type { Cast } from './cast.ts';
import type { ToldDeal } from './sales.ts';
import { daysAgo, inWorkingHours, localDay, type Teller } from './teller.ts';

/** So many days back and ahead everybody has their hands full. */
const span = 7;

/** The week that is over and the one that comes: what each seller did and plans on every working day, and what they put off. */
export async function tellWeek(teller: Teller, cast: Cast, deals: readonly ToldDeal[]): Promise<void> {
  for (const seller of cast.sellers) {
    const theirs = deals.filter(({ company }) => company.owner === seller);
    const about = theirs.length > 0 ? theirs : deals;
    for (let days = -span; days <= 0; days++)
      if (isWorkingDay(teller, days)) await tellDone(teller, seller, about, days);
    for (let days = 1; days <= span; days++) if (isWorkingDay(teller, days)) await plan(teller, seller, about, days);
    // Today whatever day it is, and one that should have been done.
    await plan(teller, seller, about, 0);
    await putOff(teller, await plan(teller, seller, about, -1 - teller.random.below(4)), seller);
  }
}

function isWorkingDay({ ctx }: Teller, days: number): boolean {
  const weekday = new Date(`${addDays(localDay(ctx, ctx.now().getTime()), days)}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** What took place on a day; of today what its hours have brought so far. */
async function tellDone(teller: Teller, seller: string, about: readonly ToldDeal[], days: number): Promise<void> {
  const { random, culture, ctx } = teller;
  const count = 1 + random.below(3);
  for (let index = 0; index < count; index++) {
    const at = inWorkingHours(teller, days);
    if (at >= ctx.now().getTime()) continue;
    const kind = kindOf(teller);
    const isContact = kind !== 'task';
    const input = {
      ...aboutOf(teller, kind, seller, about),
      ...{ done: true, dueAt: new Date(at).toISOString() },
      ...(isContact ? { initiative: random.chance(0.3) ? 'theirs' : 'ours', result: resultOf(teller) } : {}),
      ...(isContact && random.chance(0.4) ? { outcome: random.pick(culture.dealNotes) } : {}),
    };
    await teller.create(task, input, { at, memberId: seller });
  }
}

async function plan(teller: Teller, seller: string, about: readonly ToldDeal[], days: number): Promise<string> {
  const dueAt = new Date(inWorkingHours(teller, days)).toISOString();
  const priority = teller.random.pick(['normal', 'normal', 'normal', 'high', 'low']);
  const input = { ...aboutOf(teller, kindOf(teller), seller, about), dueAt, priority };
  return (await teller.create(task, input, { at: daysAgo(teller, 9), memberId: seller })).id;
}

/** What was to be done a week before. */
async function putOff(teller: Teller, id: string, memberId: string): Promise<void> {
  const { random } = teller;
  if (!random.chance(0.5)) return;
  const dueAt = new Date(inWorkingHours(teller, -random.below(2))).toISOString();
  await teller.update(task, id, { dueAt }, { at: daysAgo(teller, 2), memberId });
}

function aboutOf({ random, culture }: Teller, kind: Kind, owner: string, about: readonly ToldDeal[]) {
  const { id: deal, company, person } = random.pick(about);
  return { title: random.pick(culture.tasks[kind]), kind, owner, deal, company: company.id, person };
}

type Kind = 'call' | 'meeting' | 'letter' | 'visit' | 'task';

const kindOf = ({ random }: Teller) =>
  random.weigh<Kind>([
    ['call', 40],
    ['meeting', 18],
    ['letter', 20],
    ['visit', 10],
    ['task', 12],
  ]);

const resultOf = ({ random }: Teller) =>
  random.weigh([
    ['reached', 45],
    ['agreed', 25],
    ['notReached', 20],
    ['refused', 10],
  ]);
