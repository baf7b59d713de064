import { Decimal } from 'decimal.js';
import { matchesFilter } from '../../shared/filter/evaluate.ts';
import { checkFormula } from '../../shared/formula/check.ts';
import { evaluateFormula } from '../../shared/formula/evaluate.ts';
import { isValueError } from '../../shared/formula/value-error.ts';
import type { Field, RollUp } from '../../shared/nouns/field.ts';
import type { Noun } from '../../shared/nouns/noun.ts';
import type { Money } from '../../shared/nouns/value.ts';
import { type Context, filterContextOf } from '../context.ts';
import { listRecords } from '../records/list.ts';

type Row = Record<string, unknown> & { readonly id: string };
export type World = Readonly<Record<string, readonly Row[]>>;

/** Every record of the nouns as it is stored, the bin's too. */
export async function readWorld(ctx: Context, nouns: readonly Noun[]): Promise<World> {
  const world: Record<string, readonly Row[]> = {};
  for (const noun of nouns) {
    const pages = await Promise.all([false, true].map((deleted) => readAll(ctx, noun, deleted)));
    world[noun.name] = pages.flat().sort((left, right) => (left.id < right.id ? -1 : 1));
  }
  return world;
}

async function readAll(ctx: Context, noun: Noun, deleted: boolean): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const text: string = await listRecords(ctx, noun, { limit: 200, deleted, ...(cursor ? { cursor } : {}) });
    const page = JSON.parse(text) as { items: Row[]; next: string | null };
    rows.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return rows;
}

/**
 * The same world with every computed field worked out from the stored values alone, by another way than the server's: over
 * and over, whatever the order, until nothing changes any more.
 */
export function recomputed(ctx: Context, nouns: readonly Noun[], stored: World): World {
  let world: World = Object.fromEntries(
    nouns.map((noun) => [noun.name, (stored[noun.name] ?? []).map((row) => withoutComputed(noun, row))]),
  );
  for (;;) {
    const known = lookedUp(world);
    const next: World = Object.fromEntries(
      nouns.map((noun) => [noun.name, (world[noun.name] ?? []).map((row) => computeRow(ctx, noun, row, known))]),
    );
    if (JSON.stringify(next) === JSON.stringify(world)) return next;
    world = next;
  }
}

interface Known {
  readonly byId: ReadonlyMap<string, Row>;
  /** The live records of a noun whose pointer leads to a record: `deal company <id>`. */
  readonly pointing: ReadonlyMap<string, readonly Row[]>;
  /** The rates of exchange that are in force from some day on. */
  readonly rates: readonly Row[];
}

function lookedUp(world: World): Known {
  const byId = new Map(
    Object.values(world)
      .flat()
      .map((row) => [row.id, row]),
  );
  const pointing = new Map<string, Row[]>();
  for (const [noun, rows] of Object.entries(world)) {
    for (const row of rows) {
      for (const [name, value] of Object.entries(row)) {
        if (row.deletedAt !== null || typeof value !== 'object' || value === null || !('id' in value)) continue;
        const key = `${noun} ${name} ${value.id}`;
        pointing.set(key, [...(pointing.get(key) ?? []), row]);
      }
    }
  }
  return { byId, pointing, rates: (world.rate ?? []).filter(({ deletedAt }) => deletedAt === null) };
}

const computedOf = (noun: Noun) => Object.entries<Field>(noun.fields).filter(([, { computed }]) => computed);

function withoutComputed(noun: Noun, row: Row): Row {
  return { ...row, ...Object.fromEntries(computedOf(noun).map(([name]) => [name, null])) };
}

function computeRow(ctx: Context, noun: Noun, row: Row, world: Known): Row {
  const values = computedOf(noun).map(([name, field]) => [name, computeField(ctx, noun, field, row, world)]);
  return { ...row, ...Object.fromEntries(values) };
}

function computeField(ctx: Context, noun: Noun, field: Field, row: Row, world: Known): unknown {
  const { computed } = field;
  if (!computed) throw new Error('Not a computed field');
  if ('rollUp' in computed) return gatherRows(ctx, field, computed.rollUp, row, world);
  const checked = checkFormula(computed.formula, noun, ctx.registry.findNoun);
  if ('fault' in checked) throw new Error(`${computed.formula}: ${checked.fault.code}`);
  const { today, timeZone } = filterContextOf(ctx);
  const read = ({ via, name }: { readonly via: string | null; readonly name: string }) => {
    const pointer = via === null ? null : (row[via] as { id: string } | null);
    return via === null ? row[name] : world.byId.get(pointer?.id ?? '')?.[name];
  };
  return evaluateFormula(checked.formula, { read, today, timeZone }, scaleOf(field));
}

function gatherRows(ctx: Context, field: Field, rollUp: RollUp, row: Row, world: Known): unknown {
  const source = ctx.registry.getNoun(rollUp.of);
  const { filter } = rollUp;
  const rows = (world.pointing.get(`${rollUp.of} ${rollUp.by} ${row.id}`) ?? []).filter(
    (one) => !filter || matchesFilter(filter, one, source, ctx.registry.findNoun, filterContextOf(ctx)),
  );
  if (rollUp.measure === 'count') return rows.length;
  const given = rollUp.inWorkspaceCurrency ? rows.map((one) => converted(ctx, rollUp, one, world)) : rows;
  const values = given.map((one) => one[rollUp.field ?? '']).filter((value) => value !== null);
  const failed = values.filter(isValueError).map(({ error }) => error);
  if (failed.length > 0) return { error: failed.sort()[0] };
  return field.kind === 'money' ? measureMoney(rollUp, values as Money[]) : measureNumbers(field, rollUp, values);
}

/** The record with its amount as it is worth in the workspace's currency on its day. */
function converted(ctx: Context, { field = '', rateOn = '' }: RollUp, row: Row, world: Known): Row {
  const money = row[field] as Money | null;
  const home = ctx.workspace.currency;
  if (!money || money.currency === home) return row;
  const day = (row[rateOn] as string | null) ?? filterContextOf(ctx).today;
  const rates = world.rates.filter(({ currency, since }) => currency === money.currency && String(since) <= day);
  const [rate] = rates.toSorted((one, other) => (String(one.since) < String(other.since) ? 1 : -1));
  if (!rate) return { ...row, [field]: { error: 'rateMissing' } };
  return { ...row, [field]: { amount: new Decimal(money.amount).times(String(rate.rate)).toFixed(), currency: home } };
}

function measureMoney(rollUp: RollUp, values: readonly Money[]): unknown {
  const currencies = new Set(values.map(({ currency }) => currency));
  if (currencies.size > 1) return { error: 'currenciesDiffer' };
  const figure = measure(
    rollUp,
    values.map(({ amount }) => amount),
  );
  const amount = figure?.toDecimalPlaces(rollUp.inWorkspaceCurrency ? 2 : 4, Decimal.ROUND_HALF_UP);
  if (amount?.abs().gte('1e16')) return { error: 'tooLarge' };
  return amount ? { amount: amount.toFixed(Math.max(2, amount.decimalPlaces())), currency: [...currencies][0] } : null;
}

function measureNumbers(field: Field, rollUp: RollUp, values: readonly unknown[]): unknown {
  const figure = measure(rollUp, values as number[]);
  if (!figure) return rollUp.measure === 'sum' ? 0 : null;
  return figure.toDecimalPlaces(scaleOf(field), Decimal.ROUND_HALF_UP).toNumber();
}

function measure({ measure: how }: RollUp, values: readonly (string | number)[]): Decimal | null {
  if (values.length === 0) return null;
  if (how === 'min') return Decimal.min(...values);
  if (how === 'max') return Decimal.max(...values);
  const sum = Decimal.sum(...values);
  return how === 'average' ? sum.dividedBy(values.length) : sum;
}

function scaleOf(field: Field): number {
  return 'scale' in field && typeof field.scale === 'number' ? field.scale : 12;
}
