import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Filter } from '../../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord, Money, Reference } from '../../../../shared/nouns/value.ts';
import { listRecords } from '../../../../web/kit/data/api.ts';
import { renewMoney } from '../invoices.queries.ts';
import { keepPayment, type Outcome, type StatementRow } from './keep-payment.ts';
import { matchDocument, type OpenInvoice } from './match-document.ts';
import type { StatementDocument } from './read-statement.ts';

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

/** Keeps the payments of the rows that were confirmed, each by itself, and puts them to the invoices they were found to be of. */
export function useKeepPayments({ payment }: MoneyNouns) {
  const client = useQueryClient();
  return useMutation<ReadonlyMap<string, Outcome>, Error, readonly StatementRow[]>({
    mutationFn: async (rows) => {
      const outcomes = new Map<string, Outcome>();
      for (const row of rows)
        outcomes.set(
          row.document.key,
          await keepPayment(payment, row).catch((error: Error) => ({ done: 'refused', error })),
        );
      return outcomes;
    },
    onSettled: (_, __, rows) => {
      renewMoney(client);
      for (const { match } of rows) if (match) renewMoney(client, match.invoice.id);
    },
  });
}
