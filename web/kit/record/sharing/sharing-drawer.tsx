import { Drawer, Stack } from '@mantine/core';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useTexts } from '../../../bring-texts.tsx';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { LoadingState } from '../../../ui/loading-state.tsx';
import { AccessReasons } from './access-reasons.tsx';
import { Restriction } from './restriction.tsx';
import { ShareForm } from './share-form.tsx';
import { ShareList } from './share-list.tsx';
import { useSharing } from './sharing.queries.ts';

interface SharingDrawerProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
  readonly onClose: () => void;
}

/** With whom a record is shared, whether it is closed, and why somebody sees it. */
export default function SharingDrawer({ noun, record, onClose }: SharingDrawerProps) {
  useTexts(['kit', 'errors']);
  const { t } = useTranslation('kit');
  const { data, error, isPending, refetch } = useSharing(noun, record.id);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(34rem, 100vw)"
      title={t('sharing.title')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {isPending && <LoadingState lines={4} />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <Stack gap="lg">
          <ShareList noun={noun} record={record} sharing={data} />
          {data.mayShare && !record.deletedAt && <ShareForm noun={noun} record={record} />}
          {(data.mayShare || data.restricted) && <Restriction noun={noun} record={record} sharing={data} />}
          <AccessReasons noun={noun} record={record} />
        </Stack>
      )}
    </Drawer>
  );
}
