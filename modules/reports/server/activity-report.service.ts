import { reachOf } from '../../../server/access/access.ts';
import type { Context } from '../../../server/context.ts';
import { type AggregateQuestion, aggregateRecords } from '../../../server/records/aggregate.ts';
import { aggregateLimit } from '../../../shared/contract/record-aggregate.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { deal } from '../../deals/contract/index.ts';
import { lead } from '../../leads/contract/index.ts';
import { note } from '../../notes/contract/index.ts';
import { task } from '../../tasks/contract/index.ts';
import type { ActivityQuestion, ActivityReport } from '../contract/activity-report.api.ts';
import { columnOfKind, columnsOf, doneWithin, movedWithin, within, wonWithin } from './activity-columns.ts';
import { type ActivityPerson, listActivityPeople, seesAll } from './activity-people.repository.ts';

type Person = ActivityReport['people'][number];
type Money = Person['won'][number];
/** A group of an answer: whose, in which column, how many. */
interface Counted {
  readonly member: Person['member'];
  readonly column: string;
  readonly count: number;
  readonly won?: readonly Money[];
}

/**
 * What each person did within a span, counted from activities, notes, leads and deals that the actor may read: a question
 * for each of them, whoever the people are. A head sees the teams they lead, owners and managers everybody, everyone themselves.
 */
export async function reportActivity(ctx: Context, question: ActivityQuestion): Promise<ActivityReport> {
  const people = await listActivityPeople(ctx, question);
  const isWhole = seesAll(ctx) && !question.team && !question.member;
  const ids = people.map(({ id }) => id);
  const of = (by: string, filter: Filter): Filter =>
    isWhole ? filter : { all: [filter, ids.length > 0 ? { field: by, op: 'isAnyOf', value: ids } : { any: [] }] };
  const counts = await Promise.all([
    countBy(ctx, task, ['owner', 'kind'], of('owner', doneWithin(question))),
    countBy(ctx, note, ['author'], of('author', within('createdAt', question)), 'note'),
    countBy(ctx, lead, ['owner'], of('owner', within('createdAt', question)), 'lead'),
    countBy(ctx, deal, ['owner'], of('owner', within('createdAt', question)), 'deal'),
    countBy(ctx, deal, ['owner'], of('owner', movedWithin(question)), 'moved'),
    countBy(ctx, deal, ['owner'], of('owner', wonWithin(question)), 'won'),
  ]);
  return {
    ...{ from: question.from, to: question.to, columns: [...columnsOf(question)] },
    people: [...rowsOf(people, counts.flat())],
    periods: [...(await periodsOf(ctx, question, of('owner', doneWithin(question))))],
  };
}

async function countBy(
  ctx: Context,
  noun: Noun,
  fields: readonly string[],
  filter: Filter,
  column?: string,
): Promise<readonly Counted[]> {
  const isWon = column === 'won';
  const measures = isWon ? [{ op: 'count' } as const, { op: 'sum', field: 'amount' } as const] : undefined;
  const groups = await ask(ctx, noun, {
    group: fields.map((field) => ({ field })),
    filter,
    ...(measures ? { measures } : {}),
  });
  return groups.map(({ keys: [member, kind], values: [count, won] }) => ({
    member: (member ?? null) as Person['member'],
    column: column ?? columnOfKind(kind),
    count: Number(count),
    ...(isWon ? { won: won as readonly Money[] } : {}),
  }));
}

/** Who may not read a noun at all has no figures of it. */
async function ask(ctx: Context, noun: Noun, question: AggregateQuestion) {
  if (reachOf(ctx, ctx.registry.getNoun(noun.name), 'read') === 'none') return [];
  return (await aggregateRecords(ctx, noun, { ...question, limit: aggregateLimit.most })).groups;
}

/** A row for everybody of the scope in the order of their names, then for whoever else has figures, last for nobody. */
function rowsOf(people: readonly ActivityPerson[], counts: readonly Counted[]): readonly Person[] {
  const rows = new Map<string, { member: Person['member']; figures: Record<string, number>; won: Money[] }>();
  for (const member of people) rows.set(member.id, { member, figures: {}, won: [] });
  for (const { member, column, count, won = [] } of counts.toSorted(
    (one, other) => Number(!one.member) - Number(!other.member),
  )) {
    const key = member?.id ?? '';
    const row = rows.get(key) ?? { member, figures: {}, won: [] };
    row.figures[column] = (row.figures[column] ?? 0) + count;
    row.won.push(...won);
    rows.set(key, row);
  }
  return [...rows.values()];
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
