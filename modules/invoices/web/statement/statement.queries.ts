import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Filter } from '../../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord, Money, Reference } from '../../../../shared/nouns/value.ts';
import { ApiError } from '../../../../web/client/api-error.ts';
import { createRecord, listRecords } from '../../../../web/kit/data/api.ts';
import { request } from '../../../../web/shell/request.ts';
import { renewMoney } from '../invoices.queries.ts';
import { type Match, matchDocument, type OpenInvoice } from './match-document.ts';
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

export interface MoneyNouns {
  readonly company: NounMetadata;
  readonly invoice: NounMetadata;
  readonly payment: NounMetadata;
}

/** So many values a question asks for at once. */
const atOnce = 50;

/** Looks up payers by their tax numbers, what they owe, and what was brought in before: what the person may see of it. */
export async function lookUp(
  nouns: MoneyNouns,
  documents: readonly StatementDocument[],
  home: string,
): Promise<readonly StatementRow[]> {
  const taxIds = [...new Set(documents.flatMap(({ taxId }) => taxId || []))];
  const payers = await listBy(nouns.company, 'taxId', taxIds);
  const kept = await listBy(
    nouns.payment,
    'externalId',
    documents.map(({ key }) => key),
  );
  const owed: Filter = { field: 'status', op: 'isAnyOf', value: ['issued', 'partlyPaid', 'overdue'] };
  const invoices = (await listAll(nouns.invoice, owed)).flatMap(openInvoice);
  return documents.map((document) => {
    const currency = document.currency ?? home;
    const found = payers.filter(({ taxId }) => taxId === document.taxId);
    const only = found.length === 1 ? found[0] : undefined;
    const company = only ? { id: only.id, label: String(only.name) } : null;
    return {
      ...{ document, company, amount: { amount: document.amount, currency } },
      match: matchDocument({ ...document, currency, company: company?.id ?? null }, invoices),
      isKept: kept.some(({ externalId }) => externalId === document.key),
    };
  });
}

async function listBy(noun: NounMetadata, field: string, values: readonly string[]): Promise<readonly AnyRecord[]> {
  const found: AnyRecord[] = [];
  for (let from = 0; from < values.length; from += atOnce)
    found.push(...(await listAll(noun, { field, op: 'isAnyOf', value: values.slice(from, from + atOnce) })));
  return found;
}

async function listAll(noun: NounMetadata, filter: Filter): Promise<readonly AnyRecord[]> {
  const found: AnyRecord[] = [];
  let cursor: string | null = null;
  do {
    const page: { readonly items: readonly AnyRecord[]; readonly next: string | null } = await listRecords(noun, {
      ...{ filter, sort: 'createdAt', limit: 200, cursor },
    });
    found.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return found;
}

function openInvoice({ id, number, company, balance }: AnyRecord): readonly OpenInvoice[] {
  if (!number || !balance) return [];
  const owner = (company as Reference | null | undefined)?.id ?? null;
  return [{ id, number: String(number), company: owner, balance: balance as Money }];
}

/** What became of a row that was brought in. */
export interface Outcome {
  readonly done: 'put' | 'kept' | 'refused';
  readonly error?: Error;
}

/** Keeps the payments of the rows that were confirmed, each by itself, and puts them to the invoices they were found to be of. */
export function useKeepPayments({ payment }: MoneyNouns) {
  const client = useQueryClient();
  return useMutation<ReadonlyMap<string, Outcome>, Error, readonly StatementRow[]>({
    mutationFn: async (rows) => {
      const outcomes = new Map<string, Outcome>();
      for (const row of rows)
        outcomes.set(row.document.key, await keep(payment, row).catch((error: Error) => ({ done: 'refused', error })));
      return outcomes;
    },
    onSettled: (_, __, rows) => {
      renewMoney(client);
      for (const { match } of rows) if (match) renewMoney(client, match.invoice.id);
    },
  });
}

/** A payment and what is put of it to its invoice are kept in one act, so that nothing that breaks off leaves one without the other. */
async function keep(payment: NounMetadata, { document, amount, company, match }: StatementRow): Promise<Outcome> {
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
