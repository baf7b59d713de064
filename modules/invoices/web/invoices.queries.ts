import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { recordKeys } from '../../../web/kit/data/query-keys.ts';
import { refreshLists } from '../../../web/kit/data/record-mutations.ts';
import { request } from '../../../web/shell/request.ts';

export type InvoiceAct = 'issue' | 'cancel' | 'credit' | 'payment';

/** Does something with an invoice as a whole; whatever may show money is asked for again. */
export function useInvoiceAct<Answer>(id: string, act: InvoiceAct) {
  const client = useQueryClient();
  return useMutation<Answer, Error, object>({
    mutationFn: (body) => request('POST', `/api/v1/invoices/${encodeURIComponent(id)}/${act}`, body),
    onSuccess: () => renewMoney(client, id),
  });
}

/** Asks anew for invoices and payments, and for this invoice's card. */
export function renewMoney(client: QueryClient, invoice?: string): void {
  if (invoice) {
    void client.invalidateQueries({ queryKey: recordKeys.record('invoice', invoice) });
    void client.invalidateQueries({ queryKey: recordKeys.changes('invoice', invoice) });
  }
  for (const noun of ['invoice', 'invoiceLine', 'payment', 'paymentPart']) void refreshLists(client, noun);
}
