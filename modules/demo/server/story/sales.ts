import { listRecords } from '../../../../server/records/list.ts';
import { deal, dealLine, stage } from '../../../deals/contract/index.ts';
import type { LostReason } from '../culture/culture.ts';
import type { Cast, CastCompany } from './cast.ts';
import { day, daysAgo, localDay, type Teller } from './teller.ts';

export interface ToldDeal {
  readonly id: string;
  readonly company: CastCompany;
  readonly person: string | undefined;
  readonly openedAt: number;
  /** When it came to the stage it is in. */
  readonly movedAt: number;
  readonly isOpen: boolean;
}

interface Stage {
  readonly id: string;
  readonly kind: 'open' | 'won' | 'lost';
}

const dealCount = 120;

/** A year of selling: deals opened on most working days, moved from stage to stage, won and lost. */
export async function tellSales(teller: Teller, cast: Cast): Promise<ToldDeal[]> {
  const stages = await listStages(teller);
  const buyers = cast.companies.filter(({ buys }) => buys);
  const deals: ToldDeal[] = [];
  for (let index = 0; index < dealCount; index++) {
    const openedAt = daysAgo(teller, 365 * (1 - index / dealCount) ** 1.3);
    deals.push(await tellDeal(teller, cast, stages, teller.random.pick(buyers), openedAt));
  }
  return winSome(teller, stages, deals);
}

/** Some of them were won in the last days, so that the week that is over has something to show. */
async function winSome(teller: Teller, stages: readonly Stage[], deals: readonly ToldDeal[]): Promise<ToldDeal[]> {
  const settled = teller.ctx.now().getTime() - 10 * day;
  const ripe = deals.filter(({ isOpen, company, movedAt }) => isOpen && company.isCustomer && movedAt < settled);
  const won = ripe.slice(0, 3);
  const end = stages.find(({ kind }) => kind === 'won');
  for (const [index, { id, company }] of won.entries())
    await teller.update(deal, id, { stage: end?.id }, { at: daysAgo(teller, 1 + index * 2), memberId: company.owner });
  return deals.map((one) => (won.includes(one) ? { ...one, isOpen: false } : one));
}

async function listStages({ ctx }: Teller): Promise<readonly Stage[]> {
  const page = JSON.parse(await listRecords(ctx, stage, { sort: 'position', limit: 200 })) as {
    items: (Stage & { pipeline: { id: string } })[];
  };
  return page.items.filter(({ pipeline }) => pipeline.id === page.items[0]?.pipeline.id);
}

async function tellDeal(
  teller: Teller,
  cast: Cast,
  stages: readonly Stage[],
  company: CastCompany,
  openedAt: number,
): Promise<ToldDeal> {
  const { random } = teller;
  const when = { at: openedAt, memberId: company.owner };
  const person = cast.people.find((one) => one.company.id === company.id)?.id;
  const { id } = await teller.create(deal, dealInput(teller, cast, company, person, openedAt), when);
  if (random.chance(0.8)) await addLines(teller, cast, id, when);
  const path = pathOf(teller, stages, company, openedAt);
  for (const step of path) await teller.update(deal, id, moveTo(teller, step.stage), { ...when, at: step.at });
  const last = path.at(-1);
  const movedAt = last?.at ?? openedAt;
  return { id, company, person, openedAt, movedAt, isOpen: !last || last.stage.kind === 'open' };
}

function dealInput(
  { ctx, random, culture, price }: Teller,
  cast: Cast,
  company: CastCompany,
  person: string | undefined,
  at: number,
) {
  const product = random.pick(cast.products);
  const name = random.pick(culture.dealNames).replace('{product}', product.name).replace('{company}', company.name);
  return {
    ...{ name, company: company.id, owner: company.owner },
    people: person ? [{ id: person, role: 'decisionMaker' }] : [],
    amount: price(400 + Math.floor(random.next() ** 2 * 30_000)),
    openedOn: localDay(ctx, at),
    expectedCloseOn: localDay(ctx, at + (30 + random.below(60)) * day),
    source: random.pick(['website', 'recommendation', 'exhibition', 'coldCall', 'advertising', 'partner']),
  };
}

async function addLines(
  { create, random }: Teller,
  { products }: Cast,
  id: string,
  when: { at: number; memberId: string },
) {
  const first = random.below(products.length);
  const count = 1 + random.below(3);
  for (let index = 0; index < count; index++) {
    const product = products[(first + index) % products.length];
    const quantity = 1 + Math.floor(random.next() ** 2 * 12);
    await create(dealLine, { deal: id, product: product?.id, quantity, discount: random.pick([0, 0, 0, 5, 10]) }, when);
  }
}

/** The moves after the opening, a week or two apart, up to now: a third of what is closed is won, by customers. */
function pathOf({ random, ctx }: Teller, stages: readonly Stage[], company: CastCompany, openedAt: number) {
  const open = stages.filter(({ kind }) => kind === 'open');
  const isWon = random.chance(0.65) && company.isCustomer;
  const reached = isWon ? open.length : 1 + random.below(open.length);
  const end = stages.find(({ kind }) => kind === (isWon ? 'won' : 'lost'));
  const wanted = [...open.slice(1, reached), ...(end ? [end] : [])];
  let at = openedAt;
  return wanted.flatMap((stage) => {
    at += Math.floor((4 + random.next() * 20) * day);
    return at < ctx.now().getTime() ? [{ stage, at }] : [];
  });
}

function moveTo({ random, culture }: Teller, stage: Stage) {
  if (stage.kind !== 'lost') return { stage: stage.id };
  const lostReason = random.weigh<LostReason>([
    ['price', 30],
    ['competitor', 22],
    ['noAnswer', 16],
    ['noBudget', 14],
    ['timing', 10],
    ['noNeed', 8],
  ]);
  return { stage: stage.id, lostReason, lostComment: culture.lostComments[lostReason] };
}
