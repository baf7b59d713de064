import { ActionIcon } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type MouseEvent, type RefObject, Suspense, useRef, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { localText } from '../../i18n/local-text.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { part } from '../../ui/part.tsx';
import { isChangeable, type NamedField } from '../data/named-field.ts';
import { isEmptyValue } from '../data/record-values.ts';
import { FieldValue } from '../fields/field-value.tsx';
import { useLabels } from '../labels.ts';
import { EditedByOthers } from './edited-by-others.tsx';
import classes from './field-groups.module.css';

const InlineEditor = part(() => import('./inline-editor.tsx'));

interface InlineFieldProps {
  readonly noun: NounMetadata;
  readonly field: NamedField;
  readonly record: AnyRecord;
}

/** A field of a card: read until it is clicked (or Enter or F2 pressed on its pencil), then edited where it stands. */
export function InlineField({ noun, field, record }: InlineFieldProps) {
  const labels = useLabels();
  const { i18n } = useTranslation();
  const [editing, setEditing] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const label = labels.field(noun.name, field);
  const leave = () => {
    setEditing(false);
    // The focus goes back to where the editing began, once that exists again.
    requestAnimationFrame(() => pencil.current?.focus());
  };
  return (
    <div className={classes.line} data-editing={editing || undefined}>
      <dt className={classes.label} title={localText(field.help, i18n.language)}>
        {label}
        <EditedByOthers noun={noun.name} id={record.id} field={field.name} />
      </dt>
      <dd className={classes.value}>
        {editing ? (
          <Suspense fallback={<ShownValue noun={noun} field={field} record={record} />}>
            <InlineEditor noun={noun} field={field} record={record} onLeave={leave} />
          </Suspense>
        ) : (
          <ReadField noun={noun} field={field} record={record} pencil={pencil} onEdit={() => setEditing(true)} />
        )}
      </dd>
    </div>
  );
}

interface ReadFieldProps extends InlineFieldProps {
  readonly pencil: RefObject<HTMLButtonElement | null>;
  readonly onEdit: () => void;
}

function ReadField({ noun, field, record, pencil, onEdit }: ReadFieldProps) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const editable = noun.may.update && isChangeable(field) && !record.deletedAt;
  const editUnlessLink = (event: MouseEvent) => {
    const chosenText = window.getSelection()?.toString();
    if (!(event.target as HTMLElement).closest('a') && !chosenText) onEdit();
  };
  if (!editable) return <ShownValue noun={noun} field={field} record={record} />;
  return (
    <>
      <ShownValue noun={noun} field={field} record={record} onClick={editUnlessLink} />
      <ActionIcon
        ref={pencil}
        className={classes.pen}
        aria-label={t('record.edit', { field: labels.field(noun.name, field) })}
        onClick={onEdit}
        onKeyDown={(event) => event.key === 'F2' && onEdit()}
      >
        <IconPencil size={14} />
      </ActionIcon>
    </>
  );
}

interface ShownValueProps extends InlineFieldProps {
  readonly onClick?: (event: MouseEvent) => void;
}

function ShownValue({ noun, field, record, onClick }: ShownValueProps) {
  const { t } = useTranslation('kit');
  const value = record[field.name];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pencil beside it is the same act for keyboard and screen reader.
    <div className={classes.shown} data-editable={onClick ? true : undefined} onClick={onClick} role="presentation">
      {isEmptyValue(value) ? (
        <span className={classes.empty}>{t('value.empty')}</span>
      ) : (
        <FieldValue noun={noun} field={field} value={value} record={record} />
      )}
    </div>
  );
}
