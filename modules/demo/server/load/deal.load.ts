import type { FinishedRecord } from '../../../../server/records/rules.ts';
import { roundMoney } from '../../../../shared/money/amount.ts';
import type { Money } from '../../../../shared/nouns/value.ts';
import type { LostReason } from '../culture/culture.ts';
import { everyCulture, sources } from './company.load.ts';
import {
  dayLength,
  idAt,
  isoDate,
  isoTime,
  type LoadCompany,
  type LoadProduct,
  type LoadStage,
  type LoadWorld,
  timeOf,
} from './world.ts';

/** A deal with what belongs to it. */
export interface InventedDeal {
  readonly deal: FinishedRecord;
  readonly lines: readonly FinishedRecord[];
  readonly visits: readonly FinishedRecord[];
}

/** The `index`th of `count` deals: young ones are under way, old ones are won or lost. */
export function inventDeal(world: LoadWorld, index: number, count: number): InventedDeal {
  const { random, companies } = world;
  const time = timeOf(world, index, count);
  const company = companies.length > 0 ? random.pickEarly(companies) : null;
  const record = {
    id: idAt(random, time),
    createdAt: isoTime(time),
    createdBy: company?.owner ?? random.pick(world.owners),
  };
  world.deals.push({ id: record.id, company: company?.id ?? null, owner: record.createdBy });
  const path = inventPath(world, time);
  const lines = random.chance(0.4) ? inventLines(world, record) : [];
  const amount = lines.length > 0 ? sumOf(lines) : inventAmount(world);
  const values = {
    name: nameOf(world, company),
    company: company?.id,
    people:
      world.people.length > 0 && random.chance(0.5)
        ? [{ id: random.pick(world.people).id, role: 'decisionMaker' }]
        : [],
    ...{ amount, owner: record.createdBy, pipeline: world.pipeline },
    openedOn: isoDate(time),
    expectedCloseOn: random.chance(0.8) ? isoDate(time + (20 + random.below(120)) * dayLength) : undefined,
    ...standing(world, path),
    source: random.chance(0.6) ? random.pick(sources) : undefined,
    description: random.chance(0.1) ? random.pick(random.pick(everyCulture).dealNotes) : undefined,
  };
  return { deal: { ...record, values }, lines, visits: visitsOf(world, record, path) };
}

interface Step {
  readonly stage: LoadStage;
  readonly enteredAt: number;
}

/** The stages a deal has passed, the one it stands in last. */
function inventPath({ random, stages, end }: LoadWorld, opened: number): readonly Step[] {
  const open = stages.filter(({ kind }) => kind === 'open');
  const path: Step[] = [];
  let time = opened;
  for (const stage of open) {
    path.push({ stage, enteredAt: time });
    time += Math.floor((2 + random.next() * 25) * dayLength);
    if (time > end) return path;
    if (random.chance(0.18)) break;
  }
  const closing = stages.filter(({ kind }) =>
    path.length === open.length && random.chance(0.75) ? kind === 'won' : kind === 'lost',
  );
  const [stage] = closing;
  return stage ? [...path, { stage, enteredAt: time }] : path;
}

function standing({ random }: LoadWorld, path: readonly Step[]) {
  const last = path.at(-1);
  if (!last) return {};
  const { stage, enteredAt } = last;
  const reason = random.weigh<LostReason>([
    ['price', 30],
    ['competitor', 20],
    ['noAnswer', 20],
    ['noBudget', 15],
    ['timing', 10],
    ['noNeed', 5],
  ]);
  const isLost = stage.kind === 'lost';
  return {
    ...{ stage: stage.id, status: stage.kind, stageEnteredAt: isoTime(enteredAt) },
    closedOn: stage.kind === 'open' ? undefined : isoDate(enteredAt),
    lostReason: isLost ? reason : undefined,
    lostComment: isLost && random.chance(0.2) ? random.pick(everyCulture).lostComments[reason] : undefined,
  };
}

type Owner = Required<Pick<FinishedRecord, 'id' | 'createdAt' | 'createdBy'>>;

function visitsOf({ random }: LoadWorld, deal: Owner, path: readonly Step[]): FinishedRecord[] {
  return path.map(({ stage, enteredAt }, index) => {
    const leftAt = path[index + 1]?.enteredAt;
    const values = {
      ...{ deal: deal.id, stage: stage.id, stageName: stage.name, enteredAt: isoTime(enteredAt) },
      leftAt: leftAt === undefined ? undefined : isoTime(leftAt),
    };
    return { id: idAt(random, enteredAt), createdAt: isoTime(enteredAt), createdBy: deal.createdBy, values };
  });
}

function inventLines(world: LoadWorld, deal: Owner): FinishedRecord[] {
  const { random, products } = world;
  return Array.from({ length: 1 + random.below(3) }, (_, position) => {
    const values = lineValues(world, random.pick(products), position);
    return { ...deal, id: idAt(random, Date.parse(deal.createdAt)), values: { deal: deal.id, ...values } };
  });
}

function lineValues({ random }: LoadWorld, product: LoadProduct, position: number) {
  const quantity = 1 + Math.floor(random.next() ** 3 * 40);
  const discount = random.chance(0.25) ? 5 * (1 + random.below(4)) : 0;
  const cents = Math.round(Number(product.price.amount) * 100) * quantity * (1 - discount / 100);
  const amount = roundMoney({ amount: String(Math.round(cents) / 100), currency: product.price.currency });
  return { product: product.id, name: product.name, quantity, price: product.price, discount, amount, position };
}

function sumOf(lines: readonly FinishedRecord[]): Money {
  const amounts = lines.map(({ values }) => values.amount as Money);
  const cents = amounts.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0);
  return { amount: (cents / 100).toFixed(2), currency: amounts[0]?.currency ?? '' };
}

function inventAmount({ random, ctx }: LoadWorld): Money | undefined {
  if (random.chance(0.1)) return undefined;
  const currency = random.chance(0.9) ? ctx.workspace.currency : random.pick(['EUR', 'USD']);
  return { amount: `${Math.round(10 ** (2 + random.next() * 3))}.00`, currency };
}

function nameOf({ random, products }: LoadWorld, company: LoadCompany | null): string {
  const template = random.pick(random.pick(everyCulture).dealNames);
  return template.replace('{product}', random.pick(products).name).replace('{company}', company?.name ?? '');
}
