import { Button, Group, TextInput } from '@mantine/core';
import { IconPhone, IconPlus } from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { useCreateRecord } from '../../../web/kit/data/record-mutations.ts';
import { pointersTo } from '../../../web/kit/record/related-fields.ts';
import { useCardKeys } from '../../../web/kit/record/use-card-keys.ts';
import { useDraft, useIsBegun } from '../../../web/kit/record/use-draft.ts';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { useSession } from '../../../web/shell/session.ts';
import { ActivityLog, type LoggedKind } from './activity-log.tsx';
import { readCallHash } from './call/call-hash.ts';
import classes from './task.module.css';
import { TaskInput } from './task-input.tsx';

interface TaskComposerProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
  /** What of it stands open at once, and nothing else; `onLeave` is told when it is done. */
  readonly begin?: string;
  readonly onLeave?: () => void;
}

/** A place to plan something about a record (what, until when, by whom) and to log what happened. */
export default function TaskComposer({ noun: about, record, begin, onLeave }: TaskComposerProps) {
  const { t } = useTranslation('tasks');
  const call = readCallHash(useRouterState({ select: ({ location }) => location.hash }));
  const begun = { task: useIsBegun('task', record.id), call: useIsBegun('log', record.id) };
  const left = begun.task ? 'task' : begun.call ? 'call' : undefined;
  const asked = begin ?? (call ? 'call' : left);
  const [open, setOpen] = useState(Object.values(openedBy).find((one) => one === asked) ?? null);
  const noun = useNoun('task');
  const pointer = noun?.may.create ? pointersTo(noun, about.name)[0] : undefined;
  useCardKeys(pointer && open === null && !begin ? openedBy : {}, setOpen, (what) => ({ label: `tasks:keys.${what}` }));
  if (!noun || !pointer) return null;
  const part = { noun, pointer: pointer.name, record, onLeave: onLeave ?? (() => setOpen(null)) };
  if (open === 'task') return <NewTask {...part} />;
  if (open) return <ActivityLog {...part} kind={open} isTheirs={open === 'call' && call === 'in'} />;
  return (
    <Group gap="xs" mb="sm">
      <Button variant="subtle" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen('task')}>
        {t('composer.open')}
      </Button>
      <Button variant="subtle" leftSection={<IconPhone size={16} aria-hidden />} onClick={() => setOpen('call')}>
        {t('log.open')}
      </Button>
    </Group>
  );
}

/** What a key opens, by its place on the keyboard: T, C, M, V. */
const openedBy: Readonly<Record<string, 'task' | LoggedKind>> = {
  KeyT: 'task',
  KeyC: 'call',
  KeyM: 'meeting',
  KeyV: 'visit',
};

interface NewTaskProps {
  readonly noun: NounMetadata;
  /** The task's field that points at the record. */
  readonly pointer: string;
  readonly record: AnyRecord;
  readonly onLeave: () => void;
}

type TaskValues = Readonly<Record<string, unknown>>;

const isTitled = ({ title }: TaskValues) => String(title ?? '').trim() !== '';

function NewTask({ noun, pointer, record, onLeave }: NewTaskProps) {
  const { t } = useTranslation('tasks');
  const session = useSession();
  const makeEmpty = (): TaskValues => ({ owner: session?.member ?? null });
  const [values, setValues] = useDraft('task', record.id, isTitled, makeEmpty);
  const leave = () => {
    setValues(makeEmpty());
    onLeave();
  };
  const { mutate, isPending } = useCreateRecord(noun);
  const title = String(values.title ?? '').trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (title === '') return;
    mutate(
      { ...values, title, [pointer]: { id: record.id } },
      { onSuccess: leave, onError: (error) => notifyProblem(error, t, noun.name) },
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
        {['dueAt', ...(values.dueAt ? ['reminder'] : []), 'owner'].map((name) => (
          <TaskInput key={name} noun={noun} name={name} values={values} onChange={setValues} />
        ))}
      </div>
      <div className={classes.buttons}>
        <Button variant="default" onClick={leave}>
          {t('composer.cancel')}
        </Button>
        <Button type="submit" loading={isPending} disabled={title === ''}>
          {t('composer.submit')}
        </Button>
      </div>
    </form>
  );
}
