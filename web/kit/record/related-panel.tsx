import { ActionIcon, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { SectionCard } from '../../ui/section-card.tsx';
import { defaultColumns, findField, isReference, type NamedField } from '../data/named-field.ts';
import { useRecordList } from '../data/record-list.ts';
import { titleOf } from '../data/record-title.ts';
import { useCreation } from '../form/creation.ts';
import { useLabels } from '../labels.ts';
import { begunFrom } from './begun-from.ts';
import { RecordLines } from './record-lines.tsx';
import { isSpare } from './related-fields.ts';
import classes from './related-panel.module.css';
import { SpareButton } from './spare-buttons.tsx';
import { useLineActs } from './use-line-acts.tsx';

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
  const acts = useLineActs(noun);
  const filter = { field: field.name, op: 'is', value: record.id } as const;
  const columns = defaultColumns(noun).flatMap((name) => findField(noun, name) ?? []);
  const expand = columns.filter(isReference).map(({ name }) => name);
  const { records, isPending, error, hasNextPage } = useRecordList(noun, {
    filter,
    sort: '-createdAt',
    expand,
    limit: shown,
  });
  const saying = (words: string) => (alone ? words : `${words}: ${labels.field(noun.name, field)}`);
  const add = { noun, field, target, record, label: saying(labels.create(noun.name)) };
  if (field.hidden && !error && records.length === 0) return null;
  if (isSpare(noun) && !error && records.length === 0) return isPending ? null : <AddButton {...add} named />;
  return (
    <SectionCard
      title={saying(labels.nouns(noun.name))}
      actions={<AddButton {...add} />}
      empty={!error && records.length === 0 ? (isPending ? '…' : t('related.none')) : undefined}
    >
      {error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {problemText(error, t)}
        </Text>
      )}
      <RecordLines
        noun={noun}
        records={records}
        columns={columns.filter(({ name }) => name !== field.name)}
        acts={acts}
      />
      {hasNextPage && (
        <Link to={`/${noun.plural}`} search={{ filter } as never} className={classes.all}>
          {t('related.all')}
        </Link>
      )}
    </SectionCard>
  );
}

interface AddButtonProps extends Omit<RelatedPanelProps, 'alone'> {
  readonly label: string;
  /** It says what it adds: there is no panel around it. */
  readonly named?: boolean;
}

function AddButton({ noun, field, target, record, label, named = false }: AddButtonProps) {
  const format = useFormat();
  const openCreation = useCreation();
  if (!noun.may.create || field.readOnly || record.deletedAt) return null;
  const card = { noun: target, record, label: titleOf(target, record, format) };
  const add = () => openCreation({ noun, initial: begunFrom(noun, field, card) });
  if (named)
    return (
      <SpareButton icon={<IconPlus size={14} />} onClick={add}>
        {label}
      </SpareButton>
    );
  return (
    <ActionIcon aria-label={label} title={label} onClick={add}>
      <IconPlus size={16} />
    </ActionIcon>
  );
}
