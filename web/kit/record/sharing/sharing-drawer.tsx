import { Drawer, Stack, Switch, Text } from '@mantine/core';
import type { RecordSharing } from '../../../../shared/contract/sharing.api.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useTexts } from '../../../bring-texts.tsx';
import { problemLines } from '../../../i18n/problem-text.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { LoadingState } from '../../../ui/loading-state.tsx';
import { AccessReasons } from './access-reasons.tsx';
import { ShareForm } from './share-form.tsx';
import { ShareList } from './share-list.tsx';
import { useRestrictRecord, useSharing } from './sharing.queries.ts';

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

interface RestrictionProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
  readonly sharing: RecordSharing;
}

function Restriction({ noun, record, sharing }: RestrictionProps) {
  const { t } = useTranslation('kit');
  const restrict = useRestrictRecord(noun, record.id);
  return (
    <div>
      <Switch
        label={t('sharing.restricted')}
        description={t('sharing.restrictedText')}
        checked={restrict.isPending ? restrict.variables : sharing.restricted}
        disabled={!sharing.mayShare || restrict.isPending}
        onChange={({ currentTarget }) => restrict.mutate(currentTarget.checked)}
      />
      {restrict.error && (
        <Text size="sm" c="var(--mantine-color-error)" mt={4} role="alert">
          {problemLines(restrict.error, t)}
        </Text>
      )}
    </div>
  );
}
