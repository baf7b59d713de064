import { Button, Checkbox, Group, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import type { RecordShare, RecordSharing } from '../../../../shared/contract/sharing.api.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { problemLines } from '../../../i18n/problem-text.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { useReferenceLabel } from '../../data/reference-label.ts';
import { useRestrictRecord } from './sharing.queries.ts';

interface RestrictionProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
  readonly sharing: RecordSharing;
}

/** Whether the record is closed. Closing one that is shared asks first who is to go on seeing it. */
export function Restriction({ noun, record, sharing }: RestrictionProps) {
  const { t } = useTranslation('kit');
  const restrict = useRestrictRecord(noun, record.id);
  const [isAsking, setAsking] = useState(false);
  const change = (restricted: boolean) => {
    if (restricted && sharing.items.length > 0) setAsking(true);
    else restrict.mutate({ restricted });
  };
  const close = (keep: readonly string[]) =>
    restrict.mutate({ restricted: true, keep }, { onSuccess: () => setAsking(false) });
  return (
    <div>
      <Switch
        label={t('sharing.restricted')}
        description={t('sharing.restrictedText')}
        checked={restrict.isPending ? restrict.variables.restricted : sharing.restricted || isAsking}
        disabled={!sharing.mayShare || restrict.isPending || isAsking}
        onChange={({ currentTarget }) => change(currentTarget.checked)}
      />
      {isAsking && (
        <KeptShares
          shares={sharing.items}
          isPending={restrict.isPending}
          onClose={close}
          onCancel={() => setAsking(false)}
        />
      )}
      {restrict.error && (
        <Text size="sm" c="var(--mantine-color-error)" mt={4} role="alert">
          {problemLines(restrict.error, t)}
        </Text>
      )}
    </div>
  );
}

interface KeptSharesProps {
  readonly shares: readonly RecordShare[];
  readonly isPending: boolean;
  readonly onClose: (keep: readonly string[]) => void;
  readonly onCancel: () => void;
}

/** With whom it is shared so far; nobody is kept unless chosen. */
function KeptShares({ shares, isPending, onClose, onCancel }: KeptSharesProps) {
  const { t } = useTranslation('kit');
  const [kept, setKept] = useState<readonly string[]>([]);
  return (
    <Stack gap="xs" mt="xs" role="group" aria-label={t('sharing.keepTitle')}>
      <Text size="sm">{t('sharing.keepText')}</Text>
      {shares.map((share) => (
        <KeptShare
          key={share.id}
          share={share}
          isKept={kept.includes(share.id)}
          onChange={(isKept) => setKept(isKept ? [...kept, share.id] : kept.filter((id) => id !== share.id))}
        />
      ))}
      <Group gap="xs">
        <Button size="xs" loading={isPending} onClick={() => onClose(kept)}>
          {t('sharing.close')}
        </Button>
        <Button size="xs" variant="default" disabled={isPending} onClick={onCancel}>
          {t('action.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}

interface KeptShareProps {
  readonly share: RecordShare;
  readonly isKept: boolean;
  readonly onChange: (isKept: boolean) => void;
}

function KeptShare({ share, isKept, onChange }: KeptShareProps) {
  const name = useReferenceLabel(share.member ? 'member' : 'team', share.member ?? share.team ?? '') ?? '…';
  return <Checkbox label={name} checked={isKept} onChange={({ currentTarget }) => onChange(currentTarget.checked)} />;
}
