import {
  asSystem,
  type Context,
  filterContextOf,
  inTransaction,
  type TransactionContext,
} from '../../../server/context.ts';
import { listRecords } from '../../../server/records/list.ts';
import { lockRecord } from '../../../server/records/read.ts';
import { readMany } from '../../../server/records/read-many.ts';
import { writeFields } from '../../../server/records/update.ts';
import { addUnits } from '../../../shared/dates/iso-date.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { RecordOf } from '../../../shared/nouns/value.ts';
import { tell } from '../../notices/server/index.ts';
import { contract } from '../contract/index.ts';
import { noteReminder } from './reminder.repository.ts';

type Contract = RecordOf<typeof contract>;

/** So many days ahead the owner is told. */
const remindDays = 30;

/** What the day itself does with contracts: they begin, go on or end, and their owners are told before they do. */
export async function keepContracts(asked: Context): Promise<void> {
  const ctx = asSystem(asked);
  for (const id of await listDue(ctx, begun)) await follow(ctx, id);
  for (const id of await listDue(ctx, over)) await follow(ctx, id);
  for (const id of await listDue(ctx, near)) await inTransaction(ctx, (tx) => remind(tx, id));
}

const status = (value: readonly string[]): Filter => ({ field: 'status', op: 'isAnyOf', value });
const today = { from: 'today' } as const;
const soon = { from: 'today', plus: remindDays } as const;

const begun: Filter = {
  all: [
    status(['signed']),
    {
      any: [
        { field: 'startsOn', op: 'atMost', value: today },
        { field: 'startsOn', op: 'isEmpty' },
      ],
    },
  ],
};
const over: Filter = { all: [status(['signed', 'running']), { field: 'endsOn', op: 'lessThan', value: today }] };
const near: Filter = {
  all: [
    status(['signed', 'running']),
    { field: 'endsOn', op: 'atLeast', value: today },
    {
      any: [
        { field: 'endsOn', op: 'atMost', value: soon },
        { field: 'noticeOn', op: 'atMost', value: soon },
      ],
    },
  ],
};

/** All at once: what is done with one takes it out of the filter. */
async function listDue(ctx: Context, filter: Filter): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const query = { filter, limit: 200, sort: 'createdAt', fields: [], ...(cursor ? { cursor } : {}) };
    const page = JSON.parse(await listRecords(ctx, contract, query)) as {
      items: { id: string }[];
      next: string | null;
    };
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  } while (cursor);
  return ids;
}

/** Somebody may have changed it since it was listed: what holds now decides. */
async function follow(ctx: Context, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const { record } = await lockRecord(tx, tx.registry.getNoun(contract.name), id, 'update');
    if (!record.deletedAt)
      await writeFields(tx, contract, record, whatFollows(record as object as Contract, dayOf(tx)));
  });
}

/** What a contract is on that day: running from its first day, prolonged or ended after its last one. */
export function whatFollows(
  one: Pick<Contract, 'status' | 'startsOn' | 'endsOn' | 'renews' | 'renewalMonths'>,
  day: string,
): Partial<Pick<Contract, 'status' | 'endsOn'>> {
  if (one.status !== 'signed' && one.status !== 'running') return {};
  if (one.startsOn && one.startsOn > day) return {};
  if (!one.endsOn || one.endsOn >= day) return { status: 'running' };
  if (!one.renews) return { status: 'ended' };
  const step = one.renewalMonths ?? 12;
  let [count, endsOn] = [0, one.endsOn];
  // From the first end on, so that the 31st does not become the 28th for good.
  while (endsOn < day) endsOn = addUnits(one.endsOn, ++count * step, 'month');
  return { status: 'running', endsOn };
}

/** Before its end, and before the last day on which one may say that it ends. */
async function remind(tx: TransactionContext, id: string): Promise<void> {
  const [one] = await readMany(tx, contract, 'id', [id]);
  if (!one?.owner || !one.endsOn) return;
  const day = dayOf(tx);
  const isNear = (date: string) => date >= day && date <= addUnits(day, remindDays, 'day');
  const notice = typeof one.noticeOn === 'string' && one.noticeOn < one.endsOn ? one.noticeOn : null;
  const ahead = [
    ...(notice && isNear(notice) ? [['notice', notice] as const] : []),
    ...(isNear(one.endsOn) ? [['end', one.endsOn] as const] : []),
  ];
  for (const [about, date] of ahead) {
    if (await noteReminder(tx, id, about, date))
      await tell(tx, { kind: 'contract', member: one.owner.id, by: null, noun: contract.name, ids: [id] });
  }
}

const dayOf = (ctx: Context): string => filterContextOf(ctx).today;
