import { Switch } from '@mantine/core';
import { useState } from 'react';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useHolding } from '../../../companies/web/index.ts';
import { MoneyPanel } from './money-panel.tsx';

/** The money of a company, or on demand of all the companies of its holding together. */
export default function CompanyMoney({ record }: { readonly record: AnyRecord }) {
  const { t } = useTranslation('invoices');
  const [isWhole, setWhole] = useState(false);
  const { data } = useHolding(record.id);
  const holding = data?.companies.map(({ id }) => id) ?? [];
  return (
    <MoneyPanel
      pointer="company"
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
    />
  );
}
