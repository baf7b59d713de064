import type { Context } from '../../../server/context.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { Reference } from '../../../shared/nouns/value.ts';
import { task } from '../../tasks/contract/index.ts';
import type { ActivityQuestion, ActivityReport } from '../contract/activity-report.api.ts';
import { assertClientFilters, ofClients } from './activity-clients.ts';
import { columnOfKind, columnsOf, doneWithin } from './activity-columns.ts';
import { ask, type Counted, type Counting, countBy, countingsOf } from './activity-counts.ts';
import { type ActivityPerson, listActivityPeople, seesAll } from './activity-people.repository.ts';
import { type ClientCategory, findCategory, ofCategory } from './client-category.ts';

type Person = ActivityReport['people'][number];
type Money = Person['won'][number];
interface Row {
  readonly figures: Record<string, number>;
  readonly won: Money[];
}

/**
 * What each person did within a span, counted from activities, notes, leads and deals that the actor may read: a question
 * for each of them, whoever the people are. A head sees the teams they lead, owners and managers everybody, everyone themselves.
 * @throws AppError 422 for conditions on clients, or a category, that there are none of.
 */
export async function reportActivity(ctx: Context, question: ActivityQuestion): Promise<ActivityReport> {
  assertClientFilters(ctx, question);
  const category = question.category ? findCategory(ctx, task, question.category) : null;
  const people = await listActivityPeople(ctx, question);
  const within = narrowing(ctx, question, people);
  const countings = countingsOf(question).map((one) => ({ ...one, filter: within(one) }));
  const counts = await Promise.all(countings.map((one) => countBy(ctx, one.by, one)));
  const columns = columnsOf(question).map((column) => {
    const noun = ctx.registry.getNoun(column.noun);
    const whole = within({ noun, by: column.by, filter: column.filter });
    return { ...column, filter: { all: [column.filter, ...ofClients(noun, question)] }, whole };
  });
  return {
    ...{ from: question.from, to: question.to, columns },
    people: [...rowsOf(people, counts.flat())],
    category: category ? await byCategory(ctx, category, countings) : null,
    periods: [...(await periodsOf(ctx, question, within({ noun: task, by: 'owner', filter: doneWithin(question) })))],
  };
}

type Asked = Omit<Counting, 'column'>;

/** What further limits every question: whose it is, and of which clients. */
function narrowing(ctx: Context, question: ActivityQuestion, people: readonly ActivityPerson[]) {
  const isWhole = seesAll(ctx) && !question.team && !question.member;
  const ids = people.map(({ id }) => id);
  const whose = (by: string): Filter[] =>
    isWhole ? [] : [ids.length > 0 ? { field: by, op: 'isAnyOf', value: ids } : { any: [] }];
  return ({ noun, by, filter }: Asked): Filter => ({ all: [filter, ...whose(by), ...ofClients(noun, question)] });
}

/** The same by what the clients are; deals have clients of their own way, and are counted by companies alone. */
async function byCategory(
  ctx: Context,
  category: ClientCategory,
  countings: readonly Counting[],
): Promise<ActivityReport['category']> {
  const asked = countings.filter(({ noun }) => category.pointer in noun.fields);
  const counts = (await Promise.all(asked.map((one) => countBy(ctx, category.path, one)))).flat();
  const rows = new Map<string | null, Row & { readonly label: string | null }>();
  for (const { key, column, count, won } of counts) {
    const { id: value, label } =
      key === null || typeof key === 'string' ? { id: key, label: null } : (key as Reference);
    const row = rows.get(value) ?? { label: label ?? null, figures: {}, won: [] };
    rows.set(value, added(row, column, count, won));
  }
  const groups = [...rows].map(([value, row]) => ({ value, filter: ofCategory(category, value), ...row }));
  return {
    nouns: [...new Set(asked.map(({ noun }) => noun.name))],
    groups: groups.toSorted((one, other) => Number(one.value === null) - Number(other.value === null)),
  };
}

/** A row for everybody of the scope in the order of their names, then for whoever else has figures, last for nobody. */
function rowsOf(people: readonly ActivityPerson[], counts: readonly Counted[]): readonly Person[] {
  const rows = new Map<string, Row & { readonly member: Person['member'] }>();
  for (const member of people) rows.set(member.id, { member, figures: {}, won: [] });
  for (const { key, column, count, won } of counts.toSorted((one, other) => Number(!one.key) - Number(!other.key))) {
    const member = (key ?? null) as Person['member'];
    const row = rows.get(member?.id ?? '') ?? { member, figures: {}, won: [] };
    rows.set(member?.id ?? '', added(row, column, count, won));
  }
  return [...rows.values()];
}

function added<R extends Row>(row: R, column: string, count: number, won: readonly Money[]): R {
  const figures = { ...row.figures, [column]: (row.figures[column] ?? 0) + count };
  return { ...row, figures, won: [...row.won, ...won] };
}

async function periodsOf(ctx: Context, { by }: ActivityQuestion, filter: Filter): Promise<ActivityReport['periods']> {
  const groups = await ask(ctx, task, { group: [{ field: 'completedAt', by }, { field: 'kind' }], filter });
  const periods = new Map<string, Record<string, number>>();
  for (const { keys, values } of groups) {
    const [from, kind] = [String(keys[0]), columnOfKind(keys[1])];
    const figures = periods.get(from) ?? {};
    figures[kind] = (figures[kind] ?? 0) + Number(values[0]);
    periods.set(from, figures);
  }
  return [...periods].toSorted().map(([from, figures]) => ({ from, figures }));
}
