import { IconFileInvoice } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { isWaiting } from '../../../web/kit/data/kept-writes.ts';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { findField } from '../../../web/kit/data/named-field.ts';
import { SpareButton } from '../../../web/kit/record/spare-buttons.tsx';
import { recordPath } from '../../../web/kit/record-link.tsx';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { request } from '../../../web/shell/request.ts';
import { renewMoney } from './invoices.queries.ts';

/** Makes a draft of an invoice out of a deal and leads to it. */
export default function DealInvoice({ noun, record }: { readonly noun: NounMetadata; readonly record: AnyRecord }) {
  const { t } = useTranslation('invoices');
  const invoice = useNoun('invoice');
  const navigate = useNavigate();
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => request<{ readonly invoice: string }>('POST', `/api/v1/deals/${record.id}/invoice`, {}),
    onSuccess: ({ invoice: id }) => {
      renewMoney(client);
      void navigate({ to: recordPath('invoices', id) });
    },
    onError: (error) => notifyProblem(error, t, 'invoice'),
  });
  const isKnown = record.company && findField(noun, 'amount') && record.status !== 'lost';
  if (!invoice?.may.create || !isKnown || record.deletedAt || isWaiting(record)) return null;
  return (
    <SpareButton icon={<IconFileInvoice size={14} aria-hidden />} loading={isPending} onClick={() => mutate()}>
      {t('act.fromDeal')}
    </SpareButton>
  );
}
