import { ActionIcon, Badge, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { RecordShare, RecordSharing } from '../../../../shared/contract/sharing.api.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { notifyProblem } from '../../../shell/notify.ts';
import classes from '../../../ui/framed-list.module.css';
import { useReferenceLabel } from '../../data/reference-label.ts';
import { useUnshareRecord } from './sharing.queries.ts';

interface ShareListProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
  readonly sharing: RecordSharing;
}

/** With whom a record is shared by hand, how far and how long. */
export function ShareList({ noun, record, sharing }: ShareListProps) {
  const { t } = useTranslation('kit');
  if (sharing.items.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('sharing.none')}
      </Text>
    );
  return (
    <ul className={classes.list} aria-label={t('sharing.title')}>
      {sharing.items.map((share) => (
        <ShareLine key={share.id} noun={noun} record={record} share={share} mayEnd={sharing.mayShare} />
      ))}
    </ul>
  );
}

interface ShareLineProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
  readonly share: RecordShare;
  readonly mayEnd: boolean;
}

function ShareLine({ noun, record, share, mayEnd }: ShareLineProps) {
  const { t } = useTranslation('kit');
  const format = useFormat();
  const unshare = useUnshareRecord(noun, record.id);
  const name = useReferenceLabel(share.member ? 'member' : 'team', share.member ?? share.team ?? '') ?? '…';
  const until = share.until && t('sharing.until', { date: format.date(share.until) });
  const facts = [until, share.note].filter(Boolean).join(' · ');
  return (
    <li className={classes.line}>
      <span className={classes.name}>{name}</span>
      <Badge variant="light" tt="none" color={share.access === 'update' ? 'blue' : 'gray'}>
        {t(`sharing.access.${share.access}`)}
      </Badge>
      {mayEnd && (
        <ActionIcon
          aria-label={t('sharing.end', { name })}
          loading={unshare.isPending}
          onClick={() => unshare.mutate(share.id, { onError: (error) => notifyProblem(error, t, noun.name) })}
        >
          <IconX size={16} />
        </ActionIcon>
      )}
      {facts && <span className={classes.facts}>{facts}</span>}
    </li>
  );
}
