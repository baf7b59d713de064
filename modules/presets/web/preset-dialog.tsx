import { Alert, Button, Group, Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { PresetOffer } from '../../../shared/configuration/preset.ts';
import { localText } from '../../../web/i18n/local-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { showUndo } from '../../../web/kit/undo-notice.tsx';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import { notifyDone, notifyProblem } from '../../../web/shell/notify.ts';
import { useAddPreset, useGoBack } from '../../../web/shell/presets.ts';
import { request } from '../../../web/shell/request.ts';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import type { previewPreset } from '../contract/index.ts';
import { PresetPreview } from './preset-preview.tsx';

export type Preview = z.output<typeof previewPreset.response>;

interface PresetDialogProps {
  readonly preset: PresetOffer;
  readonly onClose: () => void;
}

/** What a preset would add here, and the button that adds it. */
export default function PresetDialog({ preset, onClose }: PresetDialogProps) {
  const { t, i18n } = useTranslation('presets');
  const name = localText(preset.label, i18n.language) ?? preset.name;
  const add = useAddPreset();
  const tell = useUndo(name);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['presets', preset.name, 'preview'],
    queryFn: ({ signal }) => request<Preview>('GET', `/api/v1/presets/${preset.name}/preview`, undefined, signal),
    gcTime: 0,
  });
  const refused = data?.changes.filter(({ problem }) => problem) ?? [];
  const bring = () =>
    add.mutate(preset.name, {
      onSuccess: ({ before }) => {
        onClose();
        tell(before);
      },
    });
  return (
    <Modal
      opened
      size="lg"
      title={t('dialog', { name })}
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('shell:action.close') }}
    >
      {isPending && <LoadingState lines={5} />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {refused.length > 0 && (
        <Alert color="red" variant="light" title={t('conflict')} mb="md">
          {refused.map(({ part, key, label }) => (
            <div key={`${part} ${key}`}>
              {t('conflictLine', { what: typeof label === 'string' ? label : localText(label, i18n.language) })}
            </div>
          ))}
        </Alert>
      )}
      {data && <PresetPreview changes={data.changes} />}
      <Text size="sm">{t('kept')}</Text>
      <FormProblem error={add.error} />
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('shell:action.cancel')}
        </Button>
        <Button disabled={!data || refused.length > 0} loading={add.isPending} onClick={bring} data-autofocus>
          {t('add')}
        </Button>
      </Group>
    </Modal>
  );
}

/** Tells what was added, with a button that goes back to the configuration as it was before. */
function useUndo(name: string) {
  const { t } = useTranslation('presets');
  const goBack = useGoBack();
  return (before: number) =>
    showUndo(
      'preset',
      { text: t('brought', { name }), undo: t('undo'), close: t('shell:action.close') },
      () =>
        void goBack.mutateAsync(before).then(
          () => notifyDone(t('undone')),
          (error: unknown) => notifyProblem(error, t),
        ),
    );
}
