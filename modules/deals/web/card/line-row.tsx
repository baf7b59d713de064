import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord, Money } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { findField } from '../../../../web/kit/data/named-field.ts';
import { isReferenceValue } from '../../../../web/kit/data/record-values.ts';
import { FieldValue } from '../../../../web/kit/fields/field-value.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';
import { RecordLink } from '../../../../web/kit/record-link.tsx';
import { MoneyText } from '../../../../web/ui/value-text.tsx';
import { LineCell } from './line-cell.tsx';
import classes from './lines.module.css';
import type { Lines } from './lines.queries.ts';

interface LineRowProps {
  readonly noun: NounMetadata;
  readonly line: AnyRecord;
  readonly lines: Lines;
  readonly editable: boolean;
}

/** One product of a deal, changed where it stands. */
export function LineRow({ noun, line, lines, editable }: LineRowProps) {
  const { t } = useTranslation('deals');
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
      {(['quantity', 'price', 'discount'] as const).map((field) => (
        <LineField key={field} noun={noun} line={line} lines={lines} editable={editable} name={field} />
      ))}
      <span className={classes.amount}>
        <MoneyText value={line.amount as Money | null} />
      </span>
      {editable && (
        <ActionIcon
          className={classes.remove}
          aria-label={t('lines.remove', { name })}
          disabled={lines.isBusy}
          onClick={() => lines.remove(line.id)}
        >
          <IconX size={14} />
        </ActionIcon>
      )}
    </li>
  );
}

function LineField({ noun, line, lines, editable, name }: LineRowProps & { readonly name: string }) {
  const labels = useLabels();
  const field = findField(noun, name);
  if (!field) return null;
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
