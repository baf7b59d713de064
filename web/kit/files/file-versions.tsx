import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { FileReference } from '../../../shared/nouns/value.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { notifyProblem } from '../../shell/notify.ts';
import { request } from '../../shell/request.ts';
import { FileSize } from '../fields/values/file-size.tsx';
import { ReferenceLabel } from '../fields/values/reference-label.tsx';
import { filePath } from './upload-file.ts';

interface Version extends Omit<FileReference, 'id'> {
  readonly uploadedBy: string | null;
  readonly uploadedAt: string;
}

interface FileVersionsProps {
  readonly noun: NounMetadata;
  readonly file: FileReference;
  /** The version that is looked at. */
  readonly shown: number;
  readonly onShow: (file: FileReference) => void;
  readonly onRestore: (file: FileReference) => void;
}

/** What the file was, the newest first; any of it can be looked at and made the newest again. */
export function FileVersions({ noun, file, shown, onShow, onRestore }: FileVersionsProps) {
  const { t } = useTranslation('kit');
  const format = useFormat();
  const { data } = useQuery({
    queryKey: ['files', file.id],
    queryFn: ({ signal }) =>
      request<{ items: readonly Version[] }>('GET', `${filePath(file.id)}/versions`, undefined, signal),
  });
  const restore = useMutation<FileReference, Error, number>({
    mutationFn: (version) => request('POST', `${filePath(file.id)}/versions/${version}/restore`),
    onSuccess: onRestore,
    onError: (error) => notifyProblem(error, t),
  });
  const versions = data?.items ?? [];
  if (versions.length < 2) return null;
  return (
    <section aria-label={t('file.versions')}>
      <Text fw={500} size="sm">
        {t('file.versions')}
      </Text>
      {versions.map(({ uploadedBy, uploadedAt, ...version }, index) => (
        <Group key={version.version} gap="xs" wrap="wrap">
          <Button
            variant={version.version === shown ? 'light' : 'subtle'}
            size="compact-sm"
            aria-pressed={version.version === shown}
            onClick={() => onShow({ id: file.id, ...version })}
          >
            {version.version}. {version.name}
          </Button>
          <Text size="sm">
            <FileSize bytes={version.size} />
          </Text>
          <Text size="sm" c="dimmed">
            {format.dateTime(uploadedAt)}{' '}
            {uploadedBy && <ReferenceLabel noun="member" reference={{ id: uploadedBy }} />}
          </Text>
          {index > 0 && noun.may.update && (
            <Button
              variant="subtle"
              size="compact-sm"
              loading={restore.isPending}
              onClick={() => restore.mutate(version.version)}
            >
              {t('record.restore')}
            </Button>
          )}
        </Group>
      ))}
    </section>
  );
}
