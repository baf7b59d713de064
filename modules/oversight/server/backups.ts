import { readBackupState } from '../../../server/backup/backup-watch.repository.ts';
import { asSystem, type Context, inTransaction } from '../../../server/context.ts';
import { tell } from '../../notices/server/index.ts';
import { listOwners } from './alarm.repository.ts';

/** What owners are told of backups: when, and whether all is well. Where they are and what is wrong with them is the operator's. */
export function stateOfBackups(ctx: Context) {
  return inTransaction(ctx, (tx) =>
    tx.db.asControl(async (control) => {
      const state = await readBackupState(control, ctx.now());
      if (!state) return { last: null, hours: 0, alarmHours: 0, isLate: false, trial: null };
      const { last, hours, alarmHours, isLate, trial } = state;
      return { last, hours, alarmHours, isLate, trial: trial && { at: trial.at, isWhole: trial.fault === null } };
    }),
  );
}

/** Tells every owner that backups need attention. */
export function tellOfBackups(ctx: Context): Promise<void> {
  return inTransaction(asSystem(ctx), async (tx) => {
    for (const member of await listOwners(tx.db))
      await tell(tx, { kind: 'backup', member, by: null, noun: 'member', ids: [member] });
  });
}
