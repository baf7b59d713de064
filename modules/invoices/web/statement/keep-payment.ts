import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { Money } from '../../../../shared/nouns/value.ts';
import { ApiError } from '../../../../web/client/api-error.ts';
import { createRecord } from '../../../../web/kit/data/api.ts';
import { request } from '../../../../web/shell/request.ts';
import type { Match } from './match-document.ts';
import type { StatementDocument } from './read-statement.ts';

/** A document with whom and what it was found to be of. */
export interface StatementRow {
  readonly document: StatementDocument;
  readonly amount: Money;
  readonly company: { readonly id: string; readonly label: string } | null;
  readonly match: Match | null;
  /** There is a payment of it already. */
  readonly isKept: boolean;
}

/** What became of a row that was brought in. */
export interface Outcome {
  readonly done: 'put' | 'kept' | 'refused';
  readonly error?: Error;
}

/** A payment and what is put of it to its invoice are kept in one act, so that nothing that breaks off leaves one without the other. */
export async function keepPayment(
  payment: NounMetadata,
  { document, amount, company, match }: StatementRow,
): Promise<Outcome> {
  const said = { externalId: document.key, name: document.number, paidOn: document.date, amount, method: 'transfer' };
  const facts = { ...said, purpose: [document.payer, document.purpose].filter(Boolean).join('\n') };
  const alone = () => createRecord(payment, { ...facts, company: company ?? idOf(match?.invoice.company) });
  if (!match) return alone().then(() => ({ done: 'kept' }));
  const path = `/api/v1/invoices/${encodeURIComponent(match.invoice.id)}/payment`;
  return request('POST', path, { ...facts, ...(company ? { company: company.id } : {}) }).then(
    () => ({ done: 'put' }),
    async (error: Error) => {
      // What was paid is kept all the same, and can be put from its card once what stands against it is known.
      if (!isRefusal(error)) throw error;
      await alone();
      return { done: 'kept', error };
    },
  );
}

const idOf = (id: string | null | undefined) => (id ? { id } : null);

/** Whether the server said no: nothing was kept then. */
const isRefusal = (error: Error): boolean => error instanceof ApiError && [403, 404, 409, 422].includes(error.status);
