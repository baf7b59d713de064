import { Button, Text } from '@mantine/core';
import { type KeyboardEvent, useRef } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { localText } from '../../i18n/local-text.ts';
import { fieldText } from '../../i18n/problem-text.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { useEditing } from '../../live/presence.ts';
import { useFieldConditions } from '../data/field-conditions.ts';
import type { NamedField } from '../data/named-field.ts';
import FieldInput from '../fields/inputs/field-input.tsx';
import { focusUnread } from '../fields/inputs/unread.ts';
import { useLabels } from '../labels.ts';
import { ConflictNotice } from './conflict-notice.tsx';
import classes from './field-groups.module.css';
import { useInlineEdit } from './use-inline-edit.ts';

interface InlineEditorProps {
  readonly noun: NounMetadata;
  readonly field: NamedField;
  readonly record: AnyRecord;
  readonly onLeave: () => void;
}

/** Edits one field. Enter saves (Ctrl-Enter in long texts), Escape leaves it as it was; a failure keeps what was typed. */
export default function InlineEditor({ noun, field, record, onLeave }: InlineEditorProps) {
  const { t, i18n } = useTranslation('kit');
  const help = localText(field.help, i18n.language);
  const labels = useLabels();
  const edit = useInlineEdit(noun, field, record, onLeave);
  useEditing(field.name);
  const conditions = useFieldConditions(noun);
  const values = { ...record, ...edit.others, [field.name]: edit.value };
  const fault = conditions.findFault(field, values);
  const box = useRef<HTMLDivElement>(null);
  const save = () => focusUnread(box.current) || edit.save();
  const onKeyDown = (event: KeyboardEvent) => {
    // An open list of options takes its own Enter and Escape.
    if (event.defaultPrevented || isListOpen(event.target)) return;
    if (event.key === 'Escape') onLeave();
    else if (event.key === 'Enter' && (!manyLines.has(field.kind) || event.ctrlKey || event.metaKey)) save();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears the keys of the input within.
    <div
      ref={box}
      className={classes.editor}
      style={{ flex: 1, minWidth: 0 }}
      onKeyDown={onKeyDown}
      role="presentation"
    >
      <FieldInput
        noun={noun}
        field={{ ...field, required: conditions.isRequired(field, values) }}
        ariaLabel={labels.field(noun.name, field)}
        value={edit.value}
        onChange={edit.change}
        error={edit.error ?? (fault && fieldText(fault, t))}
        disabled={edit.isSaving}
        siblings={record}
        naming
        autoFocus
      />
      {help && (
        <Text size="xs" c="dimmed">
          {help}
        </Text>
      )}
      {noun.fields
        .filter(({ name }) => name in edit.others)
        .map((other) => (
          <FieldInput
            key={other.name}
            noun={noun}
            field={other}
            label={labels.field(noun.name, other)}
            value={edit.others[other.name]}
            onChange={(value) => edit.changeOther(other.name, value)}
            disabled={edit.isSaving}
            siblings={values}
          />
        ))}
      {edit.conflict && (
        <ConflictNotice
          noun={noun}
          field={field}
          conflict={edit.conflict}
          onKeepMine={edit.keepMine}
          onTakeTheirs={edit.takeTheirs}
        />
      )}
      {!edit.conflict && (
        <div className={classes.buttons}>
          <Button variant="default" onClick={onLeave}>
            {t('action.cancel')}
          </Button>
          <Button onClick={save} loading={edit.isSaving}>
            {t('action.save')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Kinds in which Enter begins a new line. */
const manyLines: ReadonlySet<string> = new Set(['longText', 'richText', 'json']);

function isListOpen(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement && (target.getAttribute('aria-expanded') === 'true' || target.tagName === 'BUTTON')
  );
}
