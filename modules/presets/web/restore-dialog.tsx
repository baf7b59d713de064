import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import type { z } from 'zod';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { request } from '../../../web/shell/request.ts';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { BringInDialog } from '../../configuration/web/index.ts';
import type { packPreset } from '../contract/index.ts';

interface RestoreDialogProps {
  /** What it is known by, and what it is called. */
  readonly preset: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** What has been changed since the preset was added, each to be made again as it was shipped or left as it is. */
export default function RestoreDialog({ preset, name, onClose }: RestoreDialogProps) {
  const { t } = useTranslation('presets');
  const title = t('restore.dialog', { name });
  const { data, error, refetch } = useQuery({
    queryKey: ['presets', preset, 'package'],
    queryFn: ({ signal }) =>
      request<z.output<typeof packPreset.response>>('GET', `/api/v1/presets/${preset}/package`, undefined, signal),
  });
  const waiting = (
    <Modal
      opened
      size="xl"
      title={title}
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('shell:action.close') }}
    >
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingState lines={5} />}
    </Modal>
  );
  if (!data) return waiting;
  return (
    <Suspense fallback={waiting}>
      <BringInDialog title={title} act={t('restore.act')} source={{ package: data, restore: true }} onClose={onClose} />
    </Suspense>
  );
}
