import { ActionIcon, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type CSSProperties, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord, Money, Reference } from '../../../shared/nouns/value.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { SameCents } from '../../ui/same-cents.tsx';
import { SectionCard } from '../../ui/section-card.tsx';
import { MoneyText } from '../../ui/value-text.tsx';
import { useRecordList } from '../data/record-list.ts';
import { amountsOf } from '../data/record-values.ts';
import { RelationPicker } from '../form/relation-picker.tsx';
import { LineRow } from './line-row.tsx';
import classes from './lines.module.css';
import { useLines } from './use-lines.ts';

interface LinesPanelProps {
  readonly parent: NounMetadata;
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
  /** The fields that stand between a line's name and its amount, and how wide they are where there is room. */
  readonly columns: readonly string[];
  readonly cells?: string;
  readonly editable: boolean;
  readonly words: {
    readonly title: string;
    readonly none: string;
    readonly add: string;
    readonly remove: (name: string) => string;
    readonly more: (count: number) => string;
  };
  /** What the lines come to. */
  readonly totals: readonly (readonly [label: string, amount: Money | null])[];
}

/** Whoever has more has them from an import; the others are found in its history and by the API. */
const shown = 200;

/** What a deal or an invoice consists of, line by line, changed where it stands; and what that comes to. */
export function LinesPanel({ parent, noun, record, columns, cells, editable, words, totals }: LinesPanelProps) {
  const [adding, setAdding] = useState(false);
  const lines = useLines(noun, parent.name, record);
  const list = useRecordList(noun, {
    filter: { field: parent.name, op: 'is', value: record.id },
    sort: 'position',
    expand: ['product'],
    limit: shown,
  });
  const add = (product: Reference | null) => {
    setAdding(false);
    if (product) lines.add(product);
  };
  return (
    <SectionCard
      title={words.title}
      actions={editable && <AddButton label={words.add} onClick={() => setAdding(true)} />}
    >
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && list.records.length === 0 && !adding && (
        <Text size="sm" c="dimmed">
          {words.none}
        </Text>
      )}
      <SameCents amounts={[...amountsOf(noun.fields, list.records), ...totals.map(([, amount]) => amount)]}>
        {list.records.length > 0 && (
          <ul
            className={classes.lines}
            data-many={columns.length > 3 || undefined}
            style={cells ? ({ '--line-cells': cells } as CSSProperties) : undefined}
          >
            {list.records.map((one) => (
              <LineRow key={one.id} {...{ noun, line: one, lines, editable, columns }} removeLabel={words.remove} />
            ))}
          </ul>
        )}
        {adding && (
          <RelationPicker noun="product" value={null} onChange={add} ariaLabel={words.add} creatable autoFocus />
        )}
        {list.hasNextPage && (
          <Text size="sm" c="dimmed" mt="xs">
            {words.more(shown)}
          </Text>
        )}
        {list.records.length > 0 &&
          totals.map(([label, amount]) => <Total key={label} label={label} amount={amount} />)}
      </SameCents>
    </SectionCard>
  );
}

function AddButton({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <ActionIcon aria-label={label} title={label} onClick={onClick}>
      <IconPlus size={16} />
    </ActionIcon>
  );
}

function Total({ label, amount }: { readonly label: string; readonly amount: Money | null }) {
  return (
    <p className={classes.total}>
      <span>{label}</span>
      <strong>
        <MoneyText value={amount} />
      </strong>
    </p>
  );
}
