import type { TransactionContext } from '../../../server/context.ts';

/** Two answers of a form at once take turns: the second waits until the first is kept. */
export async function waitForTurn({ db }: TransactionContext, form: string): Promise<void> {
  await db.query({
    text: "select pg_advisory_xact_lock(hashtext('forms.turn'), hashtext($1))",
    values: [form],
  });
}
