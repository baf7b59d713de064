import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { findField } from '../../../web/kit/data/named-field.ts';
import { useCreateRecord } from '../../../web/kit/data/record-mutations.ts';
import FieldInput from '../../../web/kit/fields/inputs/field-input.tsx';
import { useLabels } from '../../../web/kit/labels.ts';
import { pointersTo } from '../../../web/kit/record/related-fields.ts';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { useSession } from '../../../web/shell/session.ts';
import classes from './task.module.css';

interface TaskComposerProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** A place to plan something about a record: what, until when, by whom. */
export default function TaskComposer({ noun: about, record }: TaskComposerProps) {
  const { t } = useTranslation('tasks');
  const [open, setOpen] = useState(false);
  const noun = useNoun('task');
  const pointer = noun?.may.create ? pointersTo(noun, about.name)[0] : undefined;
  if (!noun || !pointer) return null;
  if (open) return <NewTask noun={noun} pointer={pointer.name} record={record} onLeave={() => setOpen(false)} />;
  return (
    <Button variant="subtle" leftSection={<IconPlus size={16} aria-hidden />} mb="sm" onClick={() => setOpen(true)}>
      {t('composer.open')}
    </Button>
  );
}

interface NewTaskProps {
  readonly noun: NounMetadata;
  /** The task's field that points at the record. */
  readonly pointer: string;
  readonly record: AnyRecord;
  readonly onLeave: () => void;
}

function NewTask({ noun, pointer, record, onLeave }: NewTaskProps) {
  const { t } = useTranslation('tasks');
  const session = useSession();
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>({ owner: session?.member ?? null });
  const { mutate, isPending } = useCreateRecord(noun);
  const title = String(values.title ?? '').trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (title === '') return;
    mutate(
      { ...values, title, [pointer]: { id: record.id } },
      { onSuccess: onLeave, onError: (error) => notifyProblem(error, t, noun.name) },
    );
  };
  return (
    <form className={classes.composer} onSubmit={submit}>
      <TextInput
        aria-label={t('composer.title')}
        placeholder={t('composer.title')}
        autoFocus
        value={String(values.title ?? '')}
        onChange={(event) => setValues({ ...values, title: event.currentTarget.value })}
        onKeyDown={(event) => event.key === 'Escape' && onLeave()}
      />
      <div className={classes.inputs}>
        {['dueAt', 'owner'].map((name) => (
          <TaskInput key={name} noun={noun} name={name} values={values} onChange={setValues} />
        ))}
      </div>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onLeave}>
          {t('composer.cancel')}
        </Button>
        <Button type="submit" loading={isPending} disabled={title === ''}>
          {t('composer.submit')}
        </Button>
      </div>
    </form>
  );
}

interface TaskInputProps {
  readonly noun: NounMetadata;
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly onChange: (values: Readonly<Record<string, unknown>>) => void;
}

function TaskInput({ noun, name, values, onChange }: TaskInputProps) {
  const labels = useLabels();
  const field = findField(noun, name);
  if (!field) return null;
  return (
    <FieldInput
      noun={noun}
      field={field}
      label={labels.field(noun.name, field)}
      value={values[name]}
      onChange={(value) => onChange({ ...values, [name]: value })}
    />
  );
}
