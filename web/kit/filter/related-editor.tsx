import { ActionIcon, NativeSelect, NumberInput, Stack } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { filterLimits, type Related } from '../../../shared/filter/filter.ts';
import { boundsOf } from '../../../shared/filter/related.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { useMetadata } from '../data/metadata.ts';
import { useLabels } from '../labels.ts';
import classes from './filter-builder.module.css';
import { listRelations, relationKey } from './relations.ts';

interface RelatedEditorProps {
  readonly noun: NounMetadata;
  readonly related: Related;
  /** Null takes it away. */
  readonly onChange: (related: Related | null) => void;
  /** Which of them count. */
  readonly children: ReactNode;
}

type Amount = 'some' | 'none' | 'least' | 'most';
const amounts: readonly Amount[] = ['some', 'none', 'least', 'most'];

/** How many records hang on the one that is sought, and which of them count. */
export function RelatedEditor({ noun, related, onChange, children }: RelatedEditorProps) {
  const { t } = useTranslation('kit');
  const { data: metadata } = useMetadata();
  const labels = useLabels();
  if (!metadata) return null;
  const relations = listRelations(metadata, noun);
  const amount = amountOf(related);
  const count = amount === 'most' ? (related.most ?? 1) : boundsOf(related).least;
  const isCounted = amount === 'least' || amount === 'most';
  const { of, by, where } = related;
  const base = { ...(of === undefined ? {} : { of }), by, ...(where ? { where } : {}) };
  return (
    <Stack gap="xs" className={classes.group} data-nested role="group" aria-label={t('filter.related.title')}>
      <div className={classes.which} data-counted={isCounted || undefined}>
        <NativeSelect
          aria-label={t('filter.related.howMany')}
          value={amount}
          data={amounts.map((value) => ({ value, label: t(`filter.related.amounts.${value}`) }))}
          onChange={(event) => onChange({ ...base, ...boundsFor(event.currentTarget.value as Amount, 1) })}
        />
        {isCounted && (
          <NumberInput
            aria-label={t('filter.related.number')}
            min={1}
            max={filterLimits.related}
            allowDecimal={false}
            value={count}
            onChange={(value) => onChange({ ...base, ...boundsFor(amount, Number(value) || 1) })}
          />
        )}
        <NativeSelect
          aria-label={t('filter.related.which')}
          value={relationKey(related)}
          data={relations.map((one) => ({
            value: relationKey(one.related),
            label: `${labels.nouns(one.noun.name)} (${labels.field(one.holder.name, one.field)})`,
          }))}
          onChange={(event) => {
            const next = relations.find((one) => relationKey(one.related) === event.currentTarget.value);
            if (next) onChange({ ...next.related, ...boundsFor(amount, count) });
          }}
        />
        <ActionIcon aria-label={t('filter.remove')} onClick={() => onChange(null)}>
          <IconX size={16} />
        </ActionIcon>
      </div>
      {children}
    </Stack>
  );
}

function amountOf(related: Related): Amount {
  const { least, most } = boundsOf(related);
  if (most === 0) return 'none';
  if (most !== null) return 'most';
  return least > 1 || related.least !== undefined ? 'least' : 'some';
}

function boundsFor(amount: Amount, count: number): Pick<Related, 'least' | 'most'> {
  if (amount === 'none') return { most: 0 };
  if (amount === 'some') return {};
  return amount === 'least' ? { least: count } : { most: count };
}
