import { Button, Textarea } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import { type FormEvent, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { findField } from '../../../web/kit/data/named-field.ts';
import { useLabels } from '../../../web/kit/labels.ts';
import { useDraft } from '../../../web/kit/record/use-draft.ts';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { useSession } from '../../../web/shell/session.ts';
import { NextStep, stepOf } from './next-step.tsx';
import { OpenStepChoice, stepKeys, useOpenSteps } from './open-steps.tsx';
import classes from './task.module.css';
import { TaskInput } from './task-input.tsx';
import { useLog } from './use-log.ts';

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

/** The log as it is written: what happened, the open steps it was, and what comes next. */
interface LogDraft {
  readonly values: LogValues;
  readonly closed: readonly AnyRecord[];
  readonly next: LogValues;
}

const isTold = ({ values, next }: LogDraft) =>
  [values.outcome, next.title].some((one) => String(one ?? '').trim() !== '');

/** A call, a meeting or a visit that took place: what came of it, which open step it was, what is next; a few words and Ctrl-Enter. */
export function ActivityLog({ noun, pointer, record, kind, isTheirs, onLeave }: ActivityLogProps) {
  const { t } = useTranslation('tasks');
  const labels = useLabels();
  const session = useSession();
  const owner = session?.member ?? null;
  const makeEmpty = (): LogDraft => ({
    values: {
      ...{ kind, dueAt: new Date().toISOString(), owner },
      ...(findField(noun, 'initiative') ? { initiative: isTheirs ? 'theirs' : 'ours' } : {}),
    },
    closed: [],
    next: { kind: 'task', owner },
  });
  const [draft, setDraft] = useDraft('log', record.id, isTold, makeEmpty);
  const { values, closed, next } = draft;
  const open = useOpenSteps(noun, pointer, record.id, closed, (steps) => setDraft({ ...draft, closed: steps }));
  const setValues = (changed: LogValues) => setDraft({ ...draft, values: changed });
  const [begunAt] = useState(values.dueAt);
  const leave = () => {
    setDraft(makeEmpty());
    onLeave();
  };
  const { mutate, isPending } = useLog(noun);
  const field = findField(noun, 'kind');
  const title = field?.kind === 'choice' ? labels.option(noun.name, field, String(values.kind ?? kind)) : '';
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (isPending) return;
    const about = { [pointer]: { id: record.id } };
    const step = stepOf(noun, next);
    mutate(
      {
        logged: { ...values, title, done: true, ...about },
        isTimed: values.dueAt !== begunAt,
        closed,
        next: step && { ...step, ...about },
      },
      { onSuccess: leave, onError: (error) => notifyProblem(error, t, noun.name) },
    );
  };
  return (
    <form className={classes.composer} onSubmit={submit} onKeyDown={stepKeys(open)}>
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
      <OpenStepChoice {...open} />
      <div className={classes.inputs}>
        <TaskInput noun={noun} name="kind" values={values} onChange={setValues} />
        <TaskInput noun={noun} name="initiative" values={values} onChange={setValues} />
        <TaskInput noun={noun} name="result" values={values} onChange={setValues} />
        <TaskInput noun={noun} name="dueAt" label={t('log.at')} values={values} onChange={setValues} />
      </div>
      <NextStep noun={noun} values={next} onChange={(step) => setDraft({ ...draft, next: step })} />
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
