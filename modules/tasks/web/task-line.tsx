import { Checkbox } from '@mantine/core';
import { Suspense, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { findField } from '../../../web/kit/data/named-field.ts';
import { useUpdateRecord } from '../../../web/kit/data/record-mutations.ts';
import { isReferenceValue } from '../../../web/kit/data/record-values.ts';
import { FieldValue } from '../../../web/kit/fields/field-value.tsx';
import { ReferenceLabel } from '../../../web/kit/fields/values/reference-label.tsx';
import { OtherPointers } from '../../../web/kit/record/other-pointers.tsx';
import { RecordLink } from '../../../web/kit/record-link.tsx';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { part } from '../../../web/ui/part.tsx';
import { DateText } from '../../../web/ui/value-text.tsx';
import classes from './task.module.css';

const CompletionDialog = part(() => import('./completion-dialog.tsx'));

interface TaskLineProps {
  readonly noun: NounMetadata;
  readonly task: AnyRecord;
}

/** A task in one line: ticked off where it stands. */
export function TaskLine({ noun, task }: TaskLineProps) {
  const { t } = useTranslation('tasks');
  const { mutate } = useUpdateRecord(noun);
  const [isCompleting, setCompleting] = useState(false);
  const done = task.done === true;
  const title = String(task.title ?? '');
  const tick = () => {
    // What was said with a client has a result; a plain task is done or not.
    if (!done && isContact(task)) return setCompleting(true);
    mutate(
      { id: task.id, version: task.version, values: { done: !done } },
      { onError: (error) => notifyProblem(error, t, noun.name) },
    );
  };
  return (
    <div className={classes.task} data-done={done || undefined} data-plain={!isContact(task) || undefined}>
      <Checkbox
        checked={done}
        disabled={!noun.may.update}
        onChange={tick}
        aria-label={t('entry.done', { title })}
        className={classes.tick}
      />
      <div className={classes.text}>
        <span className={classes.title}>
          <RecordLink noun="task" id={task.id} plain>
            {title}
          </RecordLink>
        </span>
        <span className={classes.facts}>
          <TaskFacts noun={noun} task={task} />
        </span>
        {done && typeof task.outcome === 'string' && <span className={classes.outcome}>{task.outcome}</span>}
      </div>
      <Suspense>
        {isCompleting && <CompletionDialog noun={noun} task={task} onClose={() => setCompleting(false)} />}
      </Suspense>
    </div>
  );
}

const isContact = ({ kind }: AnyRecord): boolean => Boolean(kind) && kind !== 'task';

/** Who began is told of what took place with somebody. */
function isShown(noun: NounMetadata, { kind, initiative }: AnyRecord): boolean {
  const isTold = kind !== 'task' && (initiative === 'ours' || initiative === 'theirs');
  return isTold && findField(noun, 'initiative') !== null;
}

function TaskFacts({ noun, task }: TaskLineProps) {
  const { t } = useTranslation('tasks');
  const kind = findField(noun, 'kind');
  const result = findField(noun, 'result');
  const done = task.done === true;
  const due = typeof task.dueAt === 'string' ? task.dueAt : null;
  const overdue = !done && due !== null && Date.parse(due) < Date.now();
  return (
    <>
      {kind && isContact(task) ? <FieldValue noun={noun} field={kind} value={task.kind} compact /> : null}
      {done && isShown(noun, task) && <span>{t(`entry.began.${String(task.initiative)}`)}</span>}
      {result && done && task.result ? <FieldValue noun={noun} field={result} value={task.result} compact /> : null}
      {due && (
        <span className={overdue ? classes.overdue : undefined}>
          <DateText value={due} relative />
          {overdue && ` · ${t('panel.overdue')}`}
        </span>
      )}
      {findField(noun, 'owner') && isReferenceValue(task.owner) && (
        <span>
          <ReferenceLabel noun="member" reference={task.owner} />
        </span>
      )}
      <OtherPointers noun={noun} record={task} />
    </>
  );
}
