import type { Agent } from 'node:http';
import { percentile, sendOne } from './load-client.ts';
import { inBox, queryText, sought } from './read-scenarios.ts';

const turns = 120;
const families = ['петров', 'harutyun', 'ბერიძე', 'smith', 'Գրիգոր', 'иванов', 'turner', 'kapanadze'];

/** What is asked at a turn. */
export type PathOf = (turn: number) => string;

/** What people ask all day; `mine` are people whom every asker may read. */
export function questions(mine: readonly string[]): readonly (readonly [string, PathOf])[] {
  const nth = (list: readonly string[], turn: number) => list[turn % list.length] ?? '';
  const list = { limit: 60, expand: ['company', 'owner'] };
  const people = (query: Parameters<typeof queryText>[0]) => `people?${queryText(query)}`;
  const byName = (turn: number) => ({ field: 'name', op: 'contains', value: nth(families, turn) }) as const;
  const stages = new URLSearchParams({
    group: JSON.stringify([{ field: 'stage' }]),
    measures: JSON.stringify([{ op: 'count' }, { op: 'sum', field: 'amount' }]),
  });
  return [
    ['get a person', (turn) => `people/${nth(mine, turn)}`],
    ['list 60 newest with company', () => people(list)],
    ['list in the order of names', () => people({ ...list, sort: 'name' })],
    ['filter by part of a name', (turn) => people({ ...list, filter: byName(turn) })],
    ['search people', (turn) => people({ ...inBox, search: nth(sought, turn) })],
    ['search companies', (turn) => `companies?${queryText({ limit: 6, search: nth(sought, turn) })}`],
    ['count people', () => 'people/count'],
    ['open tasks by day', () => `tasks?${queryText({ limit: 60, sort: 'dueAt' })}`],
    ['deals by stage with sums', () => `deals/aggregate?${stages}`],
  ];
}

/** The median in milliseconds of each key's answers, asked one after the other; the first turns only warm up. */
export async function timeInTurns(
  agent: Agent,
  url: string,
  keys: readonly string[],
  pathOf: PathOf,
): Promise<readonly number[]> {
  const times = keys.map((): number[] => []);
  for (let turn = -24; turn < turns; turn++) {
    for (const [index, key] of keys.entries()) {
      const began = performance.now();
      const headers = { authorization: `Bearer ${key}` };
      await sendOne(agent, { url, headers }, { method: 'GET', path: `/api/v1/${pathOf(turn + 24)}` });
      if (turn >= 0) times[index]?.push(performance.now() - began);
    }
  }
  return times.map((some) => percentile(some, 0.5));
}
