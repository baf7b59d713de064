import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Filter } from '../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { problemText } from '../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { useRecordList } from '../../../web/kit/data/record-list.ts';
import { pointersTo } from '../../../web/kit/record/related-fields.ts';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import classes from './task.module.css';
import { TaskLine } from './task-line.tsx';

interface OpenTasksPanelProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** What is still to be done about a record, the most urgent first. */
export default function OpenTasksPanel({ noun: about, record }: OpenTasksPanelProps) {
  const noun = useNoun('task');
  const pointer = noun?.may.read ? pointersTo(noun, about.name)[0] : undefined;
  if (!noun || !pointer) return null;
  const filter: Filter = {
    all: [
      { field: pointer.name, op: 'is', value: record.id },
      { field: 'done', op: 'isNot', value: true },
    ],
  };
  return <OpenTasks noun={noun} filter={filter} />;
}

const shown = 5;

function OpenTasks({ noun, filter }: { readonly noun: NounMetadata; readonly filter: Filter }) {
  const { t } = useTranslation('tasks');
  const list = useRecordList(noun, { filter, sort: 'dueAt', expand: ['*'], limit: shown });
  return (
    <SectionCard
      title={t('panel.title')}
      empty={!list.error && list.records.length === 0 ? (list.isPending ? '…' : t('panel.none')) : undefined}
    >
      {list.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {problemText(list.error, t)}
        </Text>
      )}
      <ul className={classes.tasks}>
        {list.records.map((task) => (
          <li key={task.id}>
            <TaskLine noun={noun} task={task} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Text size="sm" mt="xs">
          <Link to="/tasks" search={{ filter } as never}>
            {t('panel.all')}
          </Link>
        </Text>
      )}
    </SectionCard>
  );
}
