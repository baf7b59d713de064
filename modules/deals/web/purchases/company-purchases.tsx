import { Switch } from '@mantine/core';
import { useState } from 'react';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useHolding } from '../../../companies/web/index.ts';
import { PurchasesPanel } from './purchases-panel.tsx';

/** What the company bought, or on demand all the companies of its holding together. */
export default function CompanyPurchases({ record }: { readonly record: AnyRecord }) {
  const { t } = useTranslation('deals');
  const [isWhole, setWhole] = useState(false);
  const { data } = useHolding(record.id);
  const holding = data?.companies.map(({ id }) => id) ?? [];
  const ids = isWhole && holding.length > 1 ? holding : [record.id];
  return (
    <PurchasesPanel
      pointer="company"
      clients={ids}
      actions={
        holding.length > 1 && (
          <Switch
            size="xs"
            label={t('purchases.holding')}
            checked={isWhole}
            onChange={(event) => setWhole(event.currentTarget.checked)}
          />
        )
      }
    />
  );
}
