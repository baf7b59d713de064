import { ActionIcon, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { SameCents } from '../../ui/same-cents.tsx';
import { SectionCard } from '../../ui/section-card.tsx';
import { defaultColumns, findField, isReference, type NamedField } from '../data/named-field.ts';
import { useRecordList } from '../data/record-list.ts';
import { titleOf } from '../data/record-title.ts';
import { amountsOf, isEmptyValue } from '../data/record-values.ts';
import { FieldValue } from '../fields/field-value.tsx';
import { isRightAligned } from '../fields/field-view.ts';
import { useCreation } from '../form/creation.ts';
import { useLabels } from '../labels.ts';
import { recordPath } from '../record-link.tsx';
import classes from './related-panel.module.css';

interface RelatedPanelProps {
  /** The noun of the records listed. */
  readonly noun: NounMetadata;
  /** Its field that points here. */
  readonly field: NamedField;
  /** The noun and record of the card. */
  readonly target: NounMetadata;
  readonly record: AnyRecord;
  /** No other field of the noun points here: its name alone says enough. */
  readonly alone: boolean;
}

const shown = 5;

/** The newest records that point at this one, with a way to all of them and to a new one. */
export function RelatedPanel({ noun, field, target, record, alone }: RelatedPanelProps) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const filter = { field: field.name, op: 'is', value: record.id } as const;
  const columns = defaultColumns(noun).flatMap((name) => findField(noun, name) ?? []);
  const expand = columns.filter(isReference).map(({ name }) => name);
  const { records, isPending, error, hasNextPage } = useRecordList(noun, {
    filter,
    sort: '-createdAt',
    expand,
    limit: shown,
  });
  const title = alone ? labels.nouns(noun.name) : `${labels.nouns(noun.name)}: ${labels.field(noun.name, field)}`;
  return (
    <SectionCard
      title={title}
      actions={<AddButton noun={noun} field={field} target={target} record={record} />}
      empty={!error && records.length === 0 ? (isPending ? '…' : t('related.none')) : undefined}
    >
      {error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {problemText(error, t)}
        </Text>
      )}
      <SameCents amounts={amountsOf(columns, records)}>
        <ul className={classes.list}>
          {records.map((one) => (
            <RelatedLine key={one.id} noun={noun} record={one} columns={columns} pointer={field.name} />
          ))}
        </ul>
      </SameCents>
      {hasNextPage && (
        <Link to={`/${noun.plural}`} search={{ filter } as never} className={classes.all}>
          {t('related.all')}
        </Link>
      )}
    </SectionCard>
  );
}

function AddButton({ noun, field, target, record }: Omit<RelatedPanelProps, 'alone'>) {
  const labels = useLabels();
  const format = useFormat();
  const openCreation = useCreation();
  if (!noun.may.create || field.readOnly || record.deletedAt) return null;
  const here = { id: record.id, label: titleOf(target, record, format) };
  const add = () => openCreation({ noun, initial: { [field.name]: field.kind === 'links' ? [here] : here } });
  return (
    <ActionIcon aria-label={labels.create(noun.name)} title={labels.create(noun.name)} onClick={add}>
      <IconPlus size={16} />
    </ActionIcon>
  );
}

interface RelatedLineProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
  readonly columns: readonly NamedField[];
  /** The field that points here: it says nothing new. */
  readonly pointer: string;
}

function RelatedLine({ noun, record, columns, pointer }: RelatedLineProps) {
  const { t } = useTranslation('kit');
  const format = useFormat();
  const filled = columns.filter(({ name }) => name !== noun.title && name !== pointer && !isEmptyValue(record[name]));
  const figure = filled.find(({ kind }) => isRightAligned(kind));
  const more = filled.filter((column) => column !== figure).slice(0, 2);
  return (
    <li className={classes.line}>
      <Link to={recordPath(noun.plural, record.id)} className={classes.title}>
        {titleOf(noun, record, format) || t('value.untitled')}
      </Link>
      <span className={classes.figure}>
        {figure && <FieldValue noun={noun} field={figure} value={record[figure.name]} compact />}
      </span>
      <span className={classes.more}>
        {more.map((column) => (
          <span key={column.name}>
            <FieldValue noun={noun} field={column} value={record[column.name]} compact />
          </span>
        ))}
      </span>
    </li>
  );
}
