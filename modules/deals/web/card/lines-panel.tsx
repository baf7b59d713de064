import { ActionIcon, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord, Money, Reference } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { useRecordList } from '../../../../web/kit/data/record-list.ts';
import { amountsOf } from '../../../../web/kit/data/record-values.ts';
import { RelationPicker } from '../../../../web/kit/form/relation-picker.tsx';
import { ErrorState } from '../../../../web/ui/error-state.tsx';
import { SameCents } from '../../../../web/ui/same-cents.tsx';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import { MoneyText } from '../../../../web/ui/value-text.tsx';
import { LineRow } from './line-row.tsx';
import classes from './lines.module.css';
import { useLines } from './lines.queries.ts';

interface LinesPanelProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** The products of a deal with quantity, price and discount; what they come to is the deal's amount. */
export default function LinesPanel({ noun, record }: LinesPanelProps) {
  const line = useNoun('dealLine');
  return line?.may.read ? <LoadedPanel deal={noun} line={line} record={record} /> : null;
}

interface LoadedPanelProps {
  readonly deal: NounMetadata;
  readonly line: NounMetadata;
  readonly record: AnyRecord;
}

/** A deal with more lines is one of an import; its lines are found in its history and by the API. */
const shown = 200;

function LoadedPanel({ deal, line, record }: LoadedPanelProps) {
  const { t } = useTranslation('deals');
  const [adding, setAdding] = useState(false);
  const lines = useLines(line, record);
  const list = useRecordList(line, {
    filter: { field: 'deal', op: 'is', value: record.id },
    sort: 'position',
    expand: ['product'],
    limit: shown,
  });
  const editable = deal.may.update && !record.deletedAt;
  const add = (product: Reference | null) => {
    setAdding(false);
    if (product) lines.add(product);
  };
  return (
    <SectionCard title={t('lines.title')} actions={editable && <AddButton onClick={() => setAdding(true)} />}>
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && list.records.length === 0 && !adding && (
        <Text size="sm" c="dimmed">
          {t('lines.none')}
        </Text>
      )}
      <SameCents amounts={[...amountsOf(line.fields, list.records), record.amount as Money | null]}>
        {list.records.length > 0 && (
          <ul className={classes.lines}>
            {list.records.map((one) => (
              <LineRow key={one.id} noun={line} line={one} lines={lines} editable={editable} />
            ))}
          </ul>
        )}
        {adding && (
          <RelationPicker noun="product" value={null} onChange={add} ariaLabel={t('lines.add')} creatable autoFocus />
        )}
        {list.hasNextPage && (
          <Text size="sm" c="dimmed" mt="xs">
            {t('lines.more', { count: shown })}
          </Text>
        )}
        {list.records.length > 0 && <Total amount={record.amount as Money | null} />}
      </SameCents>
    </SectionCard>
  );
}

function AddButton({ onClick }: { readonly onClick: () => void }) {
  const { t } = useTranslation('deals');
  return (
    <ActionIcon aria-label={t('lines.add')} title={t('lines.add')} onClick={onClick}>
      <IconPlus size={16} />
    </ActionIcon>
  );
}

function Total({ amount }: { readonly amount: Money | null }) {
  const { t } = useTranslation('deals');
  return (
    <p className={classes.total}>
      <span>{t('lines.total')}</span>
      <strong>
        <MoneyText value={amount} />
      </strong>
    </p>
  );
}
