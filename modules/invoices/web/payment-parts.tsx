import { ActionIcon } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { compareAmounts } from '../../../shared/money/amount.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord, Money, Reference } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { recordKeys } from '../../../web/kit/data/query-keys.ts';
import { useRecordList } from '../../../web/kit/data/record-list.ts';
import { useCreateRecord } from '../../../web/kit/data/record-mutations.ts';
import { RelationPicker } from '../../../web/kit/form/relation-picker.tsx';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import { renewMoney } from './invoices.queries.ts';
import { PartList } from './part-list.tsx';

interface PanelProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** What of a payment was put to which invoices, and a way to put what is left. */
export default function PaymentParts({ noun, record }: PanelProps) {
  const part = useNoun('paymentPart');
  if (!part?.may.read || record.direction === 'refund') return null;
  return <Parts noun={noun} part={part} record={record} />;
}

function Parts({ noun, part, record }: PanelProps & { readonly part: NounMetadata }) {
  const { t } = useTranslation('invoices');
  const client = useQueryClient();
  const [putting, setPutting] = useState(false);
  const create = useCreateRecord(part);
  const filter = { field: 'payment', op: 'is', value: record.id } as const;
  const list = useRecordList(part, { filter, sort: 'createdAt', expand: ['invoice'], limit: 50 });
  const left = record.unallocated as Money | null | undefined;
  const isOpen = noun.may.update && !record.deletedAt && left && compareAmounts(left.amount, '0') > 0;
  const put = (invoice: Reference | null) => {
    setPutting(false);
    if (!invoice) return;
    const onSuccess = () => {
      renewMoney(client, invoice.id);
      void client.invalidateQueries({ queryKey: recordKeys.record('payment', record.id) });
    };
    const onError = (error: Error) => notifyProblem(error, t, part.name);
    create.mutate({ payment: { id: record.id }, invoice }, { onSuccess, onError });
  };
  const isEmpty = list.isSuccess && list.records.length === 0 && !putting;
  return (
    <SectionCard
      title={t('paid.putTitle')}
      empty={isEmpty ? t('paid.putNone') : undefined}
      actions={
        isOpen && (
          <ActionIcon aria-label={t('paid.put')} title={t('paid.put')} onClick={() => setPutting(true)}>
            <IconPlus size={16} />
          </ActionIcon>
        )
      }
    >
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      <PartList noun={part} parts={list.records} to="invoice" removable={part.may.delete} />
      {putting && <RelationPicker noun="invoice" value={null} onChange={put} ariaLabel={t('paid.put')} autoFocus />}
    </SectionCard>
  );
}
