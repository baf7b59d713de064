import { Button, Group, Stack, Text } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FileReference } from '../../../shared/nouns/value.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { request } from '../../shell/request.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingState } from '../../ui/loading-state.tsx';
import { FileSize } from '../fields/values/file-size.tsx';

interface Removed extends FileReference {
  readonly removedAt: string;
}

interface RemovedFilesProps {
  readonly noun: string;
  readonly record: string;
  readonly field: string;
  /** The files the field is about to hold: they are not offered. */
  readonly held: readonly FileReference[];
  readonly onReturn: (file: FileReference) => void;
}

/** What was taken off the field in the last month, asked for when somebody wants to see it; each can come back. */
export function RemovedFiles(props: RemovedFilesProps) {
  const { t } = useTranslation('kit');
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Button variant="subtle" color="gray" size="xs" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('file.removed.title')}
      </Button>
      {open && <RemovedList {...props} />}
    </div>
  );
}

function RemovedList({ noun, record, field, held, onReturn }: RemovedFilesProps) {
  const { t } = useTranslation('kit');
  const format = useFormat();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['files', 'removed', noun, record, field],
    queryFn: ({ signal }) => {
      const place = new URLSearchParams({ noun, record, field });
      return request<{ items: readonly Removed[] }>('GET', `/api/v1/files/removed?${place}`, undefined, signal);
    },
    gcTime: 0,
  });
  if (isPending) return <LoadingState lines={2} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const offered = data.items.filter(({ id }) => !held.some((file) => file.id === id));
  return (
    <Stack gap={4} px="xs">
      <Text size="xs" c="dimmed">
        {t(offered.length > 0 ? 'file.removed.hint' : 'file.removed.none')}
      </Text>
      {offered.map(({ removedAt, ...file }) => (
        <Group key={file.id} gap="xs" justify="space-between">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {file.name} <FileSize bytes={file.size} />{' '}
            <Text span size="xs" c="dimmed">
              {format.dateTime(removedAt)}
            </Text>
          </Text>
          <Button
            variant="light"
            size="compact-sm"
            leftSection={<IconRestore size={14} />}
            aria-label={t('file.removed.back', { name: file.name })}
            onClick={() => onReturn(file)}
          >
            {t('file.removed.return')}
          </Button>
        </Group>
      ))}
    </Stack>
  );
}
