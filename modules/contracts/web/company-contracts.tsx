import { Switch } from '@mantine/core';
import { useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useHolding } from '../../companies/web/index.ts';
import { ContractsPanel } from './contracts-panel.tsx';

/** The contracts with a company, or on demand with all the companies of its holding; of an entity of ours, those it made. */
export default function CompanyContracts({
  noun,
  record,
}: {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}) {
  const { t } = useTranslation('contracts');
  const [isWhole, setWhole] = useState(false);
  const { data } = useHolding(record.id);
  const holding = data?.companies.map(({ id }) => id) ?? [];
  const isOwn = Array.isArray(record.kinds) && record.kinds.includes('own');
  return (
    <ContractsPanel
      target={noun}
      record={record}
      pointer={isOwn ? 'ownSide' : 'company'}
      ids={isWhole && holding.length > 1 ? holding : [record.id]}
      actions={
        holding.length > 1 && (
          <Switch
            size="xs"
            label={t('panel.holding')}
            checked={isWhole}
            onChange={(event) => setWhole(event.currentTarget.checked)}
          />
        )
      }
      keepsOpen={isWhole}
    />
  );
}
