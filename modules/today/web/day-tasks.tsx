import { IconCalendarDue } from '@tabler/icons-react';
import { Suspense, use } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { TimeZoneContext, useFormat } from '../../../web/i18n/use-format.ts';
import { useToday } from '../../../web/i18n/use-today.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { toWallClock } from '../../../web/i18n/wall-clock.ts';
import { useUpdateRecord } from '../../../web/kit/data/record-mutations.ts';
import { showUndo } from '../../../web/kit/undo-notice.tsx';
import { ModulesContext } from '../../../web/shell/modules-context.ts';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { ActButton } from './act-button.tsx';
import { nextDay, taskKeys } from './day-acts.ts';
import classes from './today.module.css';

interface DayTasksProps {
  readonly noun: NounMetadata;
  readonly records: readonly AnyRecord[];
}

/** As the module of tasks tells them in a timeline: ticked off where they stand, or put off. */
export function DayTasks({ noun, records }: DayTasksProps) {
  const sources = use(ModulesContext).flatMap((module) => module.timeline ?? []);
  const Entry = sources.find((source) => source.noun === 'task')?.entry;
  if (!Entry) return null;
  return (
    <Suspense fallback={<LoadingState lines={2} />}>
      <ul className={classes.tasks}>
        {records.map((record) => (
          <li key={record.id} data-line tabIndex={-1} className={classes.line}>
            <div className={classes.entry}>
              <Entry record={record} />
            </div>
            {noun.may.update && record.done !== true && <Postpone noun={noun} task={record} />}
          </li>
        ))}
      </ul>
    </Suspense>
  );
}

function Postpone({ noun, task }: { readonly noun: NounMetadata; readonly task: AnyRecord }) {
  const { t } = useTranslation('today');
  const format = useFormat();
  const today = useToday();
  const timeZone = use(TimeZoneContext);
  const { mutate } = useUpdateRecord(noun);
  const onError = (error: Error) => notifyProblem(error, t, noun.name);
  const clock = (moment: Date) => toWallClock(moment, timeZone).toISOString().slice(11, 16);
  const postpone = () => {
    const dueAt = nextDay(task, today, timeZone, clock);
    const takeBack = (changed: AnyRecord) =>
      mutate({ id: task.id, version: changed.version, values: { dueAt: task.dueAt } }, { onError });
    mutate(
      { id: task.id, version: task.version, values: { dueAt } },
      {
        onError,
        onSuccess: (changed) =>
          showUndo(
            `postponed:${task.id}`,
            { text: t('postponed', { day: format.dateTime(dueAt) }), undo: t('undo'), close: t('close') },
            () => takeBack(changed),
          ),
      },
    );
  };
  return (
    <span className={classes.acts}>
      <ActButton icon={IconCalendarDue} label={t('keys.tomorrow')} keyCode={taskKeys.tomorrow} onAct={postpone} />
    </span>
  );
}
