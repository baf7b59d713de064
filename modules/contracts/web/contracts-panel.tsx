import { ActionIcon } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { findField, isReference } from '../../../web/kit/data/named-field.ts';
import { useRecordList } from '../../../web/kit/data/record-list.ts';
import { titleOf } from '../../../web/kit/data/record-title.ts';
import { useCreation } from '../../../web/kit/form/creation.ts';
import { useLabels } from '../../../web/kit/labels.ts';
import { begunFrom } from '../../../web/kit/record/begun-from.ts';
import { RecordLines } from '../../../web/kit/record/record-lines.tsx';
import { SpareButton } from '../../../web/kit/record/spare-buttons.tsx';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import classes from './contracts.module.css';

interface ContractsPanelProps {
  /** The noun and record of the card. */
  readonly target: NounMetadata;
  readonly record: AnyRecord;
  /** The contract's field that leads there, and all the records whose contracts are shown. */
  readonly pointer: 'company' | 'ownSide' | 'person' | 'deal' | 'parent';
  readonly ids: readonly string[];
  readonly actions?: ReactNode;
  /** Stays a panel though there are none, so that what was switched on can be switched off. */
  readonly keepsOpen?: boolean;
}

const shown = 8;

/** The contracts that belong to a card, the newest first; where there are none, a way to write one. */
export function ContractsPanel(props: ContractsPanelProps) {
  const noun = useNoun('contract');
  const field = noun?.may.read ? findField(noun, props.pointer) : null;
  return noun && field && !field.masked ? <Contracts {...props} noun={noun} /> : null;
}

function Contracts({
  noun,
  target,
  record,
  pointer,
  ids,
  actions,
  keepsOpen = false,
}: ContractsPanelProps & { readonly noun: NounMetadata }) {
  const { t } = useTranslation('contracts');
  const labels = useLabels();
  const filter: Filter =
    ids.length > 1 ? { field: pointer, op: 'isAnyOf', value: ids } : { field: pointer, op: 'is', value: record.id };
  const told = ['amount', 'status', 'endsOn', 'subject', ids.length > 1 || pointer === 'ownSide' ? 'company' : 'kind'];
  const columns = told.flatMap((name) => findField(noun, name) ?? []);
  const expand = columns.filter(isReference).map(({ name }) => name);
  const list = useRecordList(noun, { filter, sort: '-createdAt', expand, limit: shown });
  const title = pointer === 'parent' ? t('panel.amendments') : labels.nouns(noun.name);
  const isEmpty = !list.error && list.records.length === 0;
  const add = <AddContract {...{ noun, target, record, pointer }} named={isEmpty && !keepsOpen} />;
  if (isEmpty && !keepsOpen) return list.isPending ? null : add;
  return (
    <SectionCard
      title={title}
      empty={isEmpty ? t('panel.none') : undefined}
      actions={
        <>
          {actions}
          {add}
        </>
      }
    >
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      <RecordLines noun={noun} records={list.records} columns={columns} />
      {list.hasNextPage && (
        <Link to={`/${noun.plural}`} search={{ filter } as never} className={classes.all}>
          {t('panel.all')}
        </Link>
      )}
    </SectionCard>
  );
}

interface AddContractProps extends Pick<ContractsPanelProps, 'target' | 'record' | 'pointer'> {
  readonly noun: NounMetadata;
  /** It says what it adds: there is no panel around it. */
  readonly named: boolean;
}

function AddContract({ noun, target, record, pointer, named }: AddContractProps) {
  const { t } = useTranslation('contracts');
  const labels = useLabels();
  const format = useFormat();
  const openCreation = useCreation();
  if (!noun.may.create || record.deletedAt) return null;
  const label = pointer === 'parent' ? t('panel.amend') : labels.create(noun.name);
  const card = { noun: target, record, label: titleOf(target, record, format) };
  const add = () => openCreation({ noun, initial: begunFrom(noun, { name: pointer, kind: 'relation' }, card) });
  if (!named)
    return (
      <ActionIcon aria-label={label} title={label} onClick={add}>
        <IconPlus size={16} />
      </ActionIcon>
    );
  return (
    <SpareButton icon={<IconPlus size={14} />} onClick={add}>
      {label}
    </SpareButton>
  );
}
