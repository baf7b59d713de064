import type { TransactionContext } from '../../../server/context.ts';

/** Of which day of a contract its owner was reminded: of each once, whoever asks how often. */
export const contractReminderDdl: readonly string[] = [
  `create table if not exists contract_reminder (
    contract uuid not null,
    about text not null,
    day date not null,
    primary key (contract, about)
  )`,
];

/** Notes that somebody is reminded of this day; false where they were already. */
export async function noteReminder(
  ctx: TransactionContext,
  contract: string,
  about: 'end' | 'notice',
  day: string,
): Promise<boolean> {
  const rows = await ctx.db.query({
    name: 'contracts.noteReminder',
    text: `insert into contract_reminder as r (contract, about, day) values ($1, $2, $3)
      on conflict (contract, about) do update set day = excluded.day where r.day <> excluded.day returning 1 as one`,
    values: [contract, about, day],
  });
  return rows.length > 0;
}
