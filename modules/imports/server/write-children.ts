import type { TransactionContext } from '../../../server/context.ts';
import { createMany } from '../../../server/records/create-many.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { updateRecordText } from '../../../server/records/update.ts';
import { wouldChange } from '../../../server/records/values.ts';
import type { AnyRecord, Money, Reference } from '../../../shared/nouns/value.ts';
import type { ReadRow } from './read-row.ts';
import type { ChildPlan } from './row-plan.ts';

export type RowOutcome = 'created' | 'updated' | 'unchanged';

/** A row whose record is written, and what it says of that record's children, in the order of the row's. */
export interface ParentRow {
  readonly row: ReadRow;
  readonly id: string;
  readonly outcome: RowOutcome;
  readonly children: readonly Readonly<Record<string, unknown>>[];
}

/** Creates or changes the children of rows with a record each of its own; answers the places of rows that changed one. */
export async function writeChildren(ctx: TransactionContext, rows: readonly ParentRow[]): Promise<ReadonlySet<number>> {
  const changed = new Set<number>();
  const plans = new Set(rows.flatMap(({ row }) => row.children.map(({ plan }) => plan)));
  for (const plan of plans) {
    const children = rows.flatMap((parent, place) => {
      const index = parent.row.children.findIndex((child) => child.plan === plan);
      const given = parent.children[index];
      return given ? [{ place, parent, values: withPrice(plan, parent.row, given) }] : [];
    });
    for (const place of await writeNoun(ctx, plan, children)) changed.add(place);
  }
  return changed;
}

interface ChildToWrite {
  readonly place: number;
  readonly parent: ParentRow;
  readonly values: Readonly<Record<string, unknown>>;
}

async function writeNoun(
  ctx: TransactionContext,
  { plan: { noun }, parent: field }: ChildPlan,
  children: readonly ChildToWrite[],
): Promise<readonly number[]> {
  const there = children.filter(({ parent }) => parent.outcome !== 'created');
  const known = await readMany(
    ctx,
    noun,
    field,
    there.map(({ parent }) => parent.id),
  );
  const siblings = new Map<string, AnyRecord[]>(there.map(({ parent }) => [parent.id, []]));
  for (const child of known) siblings.get((child[field] as Reference).id)?.push(child);
  const changed: number[] = [];
  const fresh: ChildToWrite[] = [];
  for (const child of children) {
    const same = siblings.get(child.parent.id)?.find((one) => isSame(one, child.values));
    if (!same) fresh.push(child);
    else if (wouldChange(noun, same, child.values)) {
      const written = await updateRecordText(ctx, noun, same.id, child.values);
      if (written.changed !== false) changed.push(child.place);
    }
  }
  await createMany(
    ctx,
    noun,
    fresh.map(({ parent, values }) => ({ ...values, [field]: parent.id })),
  );
  return [...changed, ...fresh.map(({ place }) => place)];
}

/** A parent's amount beside a child that has a price and says none is that price. */
function withPrice(
  { plan: { noun } }: ChildPlan,
  parent: ReadRow,
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const amount = parent.values.amount as Money | undefined;
  const says = 'price' in values || 'quantity' in values;
  return amount && 'price' in noun.fields && !says ? { ...values, price: amount } : values;
}

/** The child that is about the same thing: the same product, or the same name where there is none. */
function isSame(child: AnyRecord, values: Readonly<Record<string, unknown>>): boolean {
  const product = (child.product as Reference | null)?.id ?? null;
  return values.product ? product === values.product : child.name === values.name;
}
