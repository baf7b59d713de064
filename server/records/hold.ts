import type { Noun } from '../../shared/nouns/noun.ts';
import type { TransactionContext } from '../context.ts';
import { quote, tableOf } from '../metadata/names.ts';

/** Whoever would erase a record, or make it part of another, waits until the transaction is over; whoever is at it is waited for. */
export async function holdRecord({ db }: TransactionContext, noun: Noun, id: string): Promise<void> {
  await db.query({ text: `select from ${quote(tableOf(noun))} where id = $1 for key share`, values: [id] });
}
