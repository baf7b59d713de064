import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { useRecordList } from '../../../web/kit/data/record-list.ts';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import { PartList } from './part-list.tsx';

interface PanelProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** The payments that were put to an invoice. */
export default function InvoicePayments({ record }: PanelProps) {
  const part = useNoun('paymentPart');
  if (!part?.may.read || record.status === 'draft' || record.kind === 'creditNote') return null;
  return <Payments part={part} record={record} />;
}

function Payments({ part, record }: { readonly part: NounMetadata; readonly record: AnyRecord }) {
  const { t } = useTranslation('invoices');
  const filter = { field: 'invoice', op: 'is', value: record.id } as const;
  const list = useRecordList(part, { filter, sort: '-createdAt', expand: ['payment'], limit: 50 });
  const isEmpty = list.isSuccess && list.records.length === 0;
  return (
    <SectionCard title={t('paid.title')} empty={isEmpty ? t('paid.none') : undefined}>
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      <PartList noun={part} parts={list.records} to="payment" removable={part.may.delete} />
    </SectionCard>
  );
}
