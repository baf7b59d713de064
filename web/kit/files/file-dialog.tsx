import { Anchor, Button, FileButton, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { FileReference } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { notifyProblem } from '../../shell/notify.ts';
import { recordKeys } from '../data/query-keys.ts';
import { FilePreview } from './file-preview.tsx';
import { FileVersions } from './file-versions.tsx';
import { contentPath, uploadFile } from './upload-file.ts';

interface FileDialogProps {
  readonly noun: NounMetadata;
  readonly file: FileReference;
  readonly onClose: () => void;
}

/** What is in a file, what it was, and a way to give it new content. */
export default function FileDialog({ noun, file, onClose }: FileDialogProps) {
  const { t } = useTranslation('kit');
  const client = useQueryClient();
  const [shown, setShown] = useState<FileReference>(file);
  const renew = (current: FileReference) => {
    setShown(current);
    void client.invalidateQueries({ queryKey: recordKeys.noun(noun.name) });
    void client.invalidateQueries({ queryKey: ['files', file.id] });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is clicked in the dialog is no click on what it was opened from.
    // biome-ignore lint/a11y/useKeyWithClickEvents: it only keeps clicks to itself.
    <div onClick={(event) => event.stopPropagation()}>
      <Modal
        opened
        onClose={onClose}
        title={shown.name}
        size="xl"
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        <Stack gap="sm">
          <FilePreview file={shown} />
          <Group gap="xs">
            <Button
              component="a"
              href={contentPath(shown)}
              download={shown.name}
              variant="default"
              leftSection={<IconDownload size={16} />}
            >
              {t('file.download')}
            </Button>
            {noun.may.update && <NewVersion file={file} onArrival={renew} />}
          </Group>
          <FileVersions noun={noun} file={file} shown={shown.version} onShow={setShown} onRestore={renew} />
        </Stack>
      </Modal>
    </div>
  );
}

interface NewVersionProps {
  readonly file: FileReference;
  readonly onArrival: (file: FileReference) => void;
}

function NewVersion({ file, onArrival }: NewVersionProps) {
  const { t } = useTranslation('kit');
  const [sending, setSending] = useState<{ readonly share: number; readonly controller: AbortController } | null>(null);
  const send = async (chosen: File | null) => {
    if (!chosen) return;
    const controller = new AbortController();
    const onProgress = (share: number) => setSending({ share, controller });
    onProgress(0);
    try {
      onArrival(await uploadFile(chosen, { signal: controller.signal, onProgress }, file.id));
    } catch (error) {
      if (!controller.signal.aborted) notifyProblem(error, t);
    } finally {
      setSending(null);
    }
  };
  if (sending)
    return (
      <Group gap="xs" style={{ flex: 1 }}>
        <Progress value={sending.share * 100} style={{ flex: 1 }} aria-label={t('file.sending', { name: file.name })} />
        <Anchor component="button" type="button" onClick={() => sending.controller.abort()}>
          <Text size="sm">{t('action.cancel')}</Text>
        </Anchor>
      </Group>
    );
  return (
    <FileButton onChange={(chosen) => void send(chosen)}>
      {(button) => (
        <Button {...button} variant="default" leftSection={<IconUpload size={16} />}>
          {t('file.newVersion')}
        </Button>
      )}
    </FileButton>
  );
}
