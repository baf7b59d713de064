import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord, Money } from '../../../shared/nouns/value.ts';
import { MoneyText } from '../../ui/value-text.tsx';
import { findField } from '../data/named-field.ts';
import { isEmptyValue, isReferenceValue } from '../data/record-values.ts';
import { FieldValue } from '../fields/field-value.tsx';
import { useLabels } from '../labels.ts';
import { RecordLink } from '../record-link.tsx';
import { LineCell } from './line-cell.tsx';
import classes from './lines.module.css';
import type { Lines } from './use-lines.ts';

interface LineRowProps {
  readonly noun: NounMetadata;
  readonly line: AnyRecord;
  readonly lines: Lines;
  readonly editable: boolean;
  /** The fields that stand between its name and its amount. */
  readonly columns: readonly string[];
  /** What the button says that takes the line away. */
  readonly removeLabel: (name: string) => string;
}

/** One line of a deal or an invoice, changed where it stands. */
export function LineRow({ noun, line, lines, editable, columns, removeLabel }: LineRowProps) {
  const name = String(line.name ?? '');
  return (
    <li className={classes.line}>
      <span className={classes.name}>
        {isReferenceValue(line.product) ? (
          <RecordLink noun="product" id={line.product.id}>
            {name}
          </RecordLink>
        ) : (
          name
        )}
      </span>
      {columns.map((field) => (
        <LineField key={field} noun={noun} line={line} lines={lines} editable={editable} name={field} />
      ))}
      <span className={classes.amount}>
        <MoneyText value={line.amount as Money | null} />
      </span>
      {editable && (
        <ActionIcon
          className={classes.remove}
          aria-label={removeLabel(name)}
          disabled={lines.isBusy}
          onClick={() => lines.remove(line.id)}
        >
          <IconX size={14} />
        </ActionIcon>
      )}
    </li>
  );
}

function LineField({
  noun,
  line,
  lines,
  editable,
  name,
}: Pick<LineRowProps, 'noun' | 'line' | 'lines' | 'editable'> & { readonly name: string }) {
  const labels = useLabels();
  const field = findField(noun, name);
  if (!field) return null;
  // Nothing to read, and nothing to write: an empty place says less than a name with nothing below it.
  if (!editable && isEmptyValue(line[name])) return <span className={classes.cell} data-field={name} />;
  return (
    <span className={classes.cell} data-field={name}>
      <span className={classes.label}>{labels.field(noun.name, field)}</span>
      {editable ? (
        <LineCell key={line.version} noun={noun} field={field} line={line} lines={lines} />
      ) : (
        <FieldValue noun={noun} field={field} value={line[name]} compact />
      )}
    </span>
  );
}
