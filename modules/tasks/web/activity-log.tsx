import { Button, Textarea } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import type { FormEvent } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { findField } from '../../../web/kit/data/named-field.ts';
import { useCreateRecord } from '../../../web/kit/data/record-mutations.ts';
import { useLabels } from '../../../web/kit/labels.ts';
import { useDraft } from '../../../web/kit/record/use-draft.ts';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { useSession } from '../../../web/shell/session.ts';
import classes from './task.module.css';
import { TaskInput } from './task-input.tsx';

export type LoggedKind = 'call' | 'meeting' | 'visit';

interface ActivityLogProps {
  readonly noun: NounMetadata;
  /** The task's field that points at the record. */
  readonly pointer: string;
  readonly record: AnyRecord;
  readonly kind: LoggedKind;
  /** They came to us: who rings. */
  readonly isTheirs?: boolean;
  readonly onLeave: () => void;
}

type LogValues = Readonly<Record<string, unknown>>;

const isTold = ({ outcome }: LogValues) => String(outcome ?? '').trim() !== '';

/** A call, a meeting or a visit that took place: what came of it, in a few words and Ctrl-Enter. */
export function ActivityLog({ noun, pointer, record, kind, isTheirs, onLeave }: ActivityLogProps) {
  const { t } = useTranslation('tasks');
  const labels = useLabels();
  const session = useSession();
  const makeEmpty = (): LogValues => ({
    ...{ kind, dueAt: new Date().toISOString(), owner: session?.member ?? null },
    ...(findField(noun, 'initiative') ? { initiative: isTheirs ? 'theirs' : 'ours' } : {}),
  });
  const [values, setValues] = useDraft('log', record.id, isTold, makeEmpty);
  const leave = () => {
    setValues(makeEmpty());
    onLeave();
  };
  const { mutate, isPending } = useCreateRecord(noun);
  const field = findField(noun, 'kind');
  const title = field?.kind === 'choice' ? labels.option(noun.name, field, String(values.kind ?? kind)) : '';
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (isPending) return;
    mutate(
      { ...values, title, done: true, [pointer]: { id: record.id } },
      { onSuccess: leave, onError: (error) => notifyProblem(error, t, noun.name) },
    );
  };
  return (
    <form className={classes.composer} onSubmit={submit}>
      <Textarea
        aria-label={t('log.what')}
        placeholder={t('log.what')}
        autoFocus
        autosize
        minRows={2}
        maxRows={12}
        value={String(values.outcome ?? '')}
        onChange={(event) => setValues({ ...values, outcome: event.currentTarget.value })}
        onKeyDown={getHotkeyHandler([
          ['mod+Enter', () => submit()],
          ['Escape', onLeave],
        ])}
      />
      <div className={classes.inputs}>
        <TaskInput noun={noun} name="kind" values={values} onChange={setValues} />
        <TaskInput noun={noun} name="initiative" values={values} onChange={setValues} />
        <TaskInput noun={noun} name="result" values={values} onChange={setValues} />
        <TaskInput noun={noun} name="dueAt" label={t('log.at')} values={values} onChange={setValues} />
      </div>
      <div className={classes.buttons}>
        <Button variant="default" onClick={leave}>
          {t('log.cancel')}
        </Button>
        <Button type="submit" loading={isPending} title="Ctrl+Enter">
          {t('log.submit')}
        </Button>
      </div>
    </form>
  );
}
