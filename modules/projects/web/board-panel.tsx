import { Button, Group, Progress, Text } from '@mantine/core';
import { IconLayoutKanban, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { useCreation } from '../../../web/kit/form/creation.ts';
import { SectionCard } from '../../../web/ui/section-card.tsx';

/** How far a project is, and the board on which its tasks are moved. */
export default function BoardPanel({ record }: { readonly record: AnyRecord }) {
  const { t } = useTranslation('projects');
  const format = useFormat();
  const task = useNoun('task');
  const create = useCreation();
  if (!task) return null;
  const [all, done] = [Number(record.tasks ?? 0), Number(record.tasksDone ?? 0)];
  const filter = { field: 'project', op: 'is', value: record.id } as const;
  const add = () => create({ noun: task, initial: { project: { id: record.id, label: String(record.name) } } });
  return (
    <SectionCard title={t('board.title')}>
      {all > 0 && (
        <>
          <Progress value={(done * 100) / all} aria-label={t('board.done', { done, all })} />
          <Text size="sm" c="dimmed" mt={4}>
            {t('board.done', { done: format.number(done), all: format.number(all) })}
          </Text>
        </>
      )}
      <Group gap="xs" mt="xs">
        <Button
          component={Link}
          to="/tasks"
          search={{ as: 'board', board: 'state', filter } as never}
          variant="default"
          leftSection={<IconLayoutKanban size={16} aria-hidden />}
        >
          {t('board.open')}
        </Button>
        {task.may.create && !record.deletedAt && (
          <Button variant="subtle" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
            {t('board.add')}
          </Button>
        )}
      </Group>
    </SectionCard>
  );
}
