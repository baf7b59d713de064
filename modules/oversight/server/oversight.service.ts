import { readOversight, unblockMember, writeOversight } from '../../../server/access-log/oversight.repository.ts';
import { liftReached, listReached } from '../../../server/access-log/read-limit.repository.ts';
import { appendChange } from '../../../server/changes/append.ts';
import { type Context, inTransaction } from '../../../server/context.ts';
import type { OversightSettings } from '../../../shared/contract/oversight-settings.ts';
import { localDate } from '../../../shared/dates/time-zone.ts';
import { type FieldError, invalid } from '../../../shared/errors.ts';
import { allFields } from '../../../shared/nouns/noun.ts';
import type { Alarm } from '../contract/index.ts';
import { listAlarmRows, listStopped } from './alarm.repository.ts';
import { listNames } from './member-names.repository.ts';

/** Under which the change log tells how the settings changed. */
const settingsRecord = '00000000-0000-4000-8000-000000000050';

/** Changes how reading is watched. Throws 422 for nouns and fields that are not there. */
export function changeOversight(ctx: Context, settings: OversightSettings): Promise<OversightSettings> {
  const faults = faultsOf(ctx, settings);
  if (faults.length > 0) throw invalid(faults);
  return inTransaction(ctx, async (tx) => {
    const { settings: before } = await readOversight(tx.db);
    await writeOversight(tx.db, settings);
    const names = Object.keys(settings) as (keyof OversightSettings)[];
    const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(settings[name]));
    const fields = Object.fromEntries(changed.map((name) => [name, { from: before[name], to: settings[name] }]));
    if (changed.length > 0)
      await appendChange(tx, { noun: 'oversight', recordId: settingsRecord, kind: 'updated', fields });
    tx.db.afterCommit(() => void ctx.reads?.flush());
    return settings;
  });
}

function faultsOf({ registry }: Context, { readLog }: OversightSettings): readonly FieldError[] {
  return Object.entries(readLog).flatMap(([name, fields]): FieldError[] => {
    const noun = registry.findNoun(name);
    if (!noun) return [{ path: `readLog.${name}`, code: 'unknownNoun', params: { noun: name } }];
    const known = allFields(noun);
    return fields
      .filter((field) => !Object.hasOwn(known, field))
      .map((field) => ({ path: `readLog.${name}`, code: 'unknownField', params: { field } }));
  });
}

/** The alarms of the last 90 days, and who is stopped now. */
export async function listAlarmsOf(ctx: Context) {
  const [alarms, stopped] = [await listAlarmRows(ctx.db), await listStopped(ctx.db)];
  const limited = await listReached(ctx.db, todayOf(ctx));
  const names = await listNames(
    ctx.db,
    [...alarms, ...stopped, ...limited].map(({ member }) => member),
  );
  const named = (id: string) => ({ id, name: names.get(id) ?? '' });
  const items: Alarm[] = alarms.map((one) => ({ ...one, member: named(one.member) }));
  const whoAndWhen = ({ member, since }: { readonly member: string; readonly since: string }) => ({
    ...{ member: named(member), since },
  });
  return { items, stopped: stopped.map(whoAndWhen), limited: limited.map(whoAndWhen) };
}

const todayOf = ({ workspace, now }: Context) => localDate(workspace.timeZone, now());

/** Lets somebody go on; nothing where nobody stopped them. */
export function release(ctx: Context, member: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const isFreed = [await unblockMember(tx.db, member), await liftReached(tx.db, member, todayOf(tx))].some(Boolean);
    if (!isFreed) return;
    await appendChange(tx, { noun: 'oversight', recordId: member, kind: 'released', fields: {} });
    tx.db.afterCommit(() => void ctx.reads?.flush());
  });
}
