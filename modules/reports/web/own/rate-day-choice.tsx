import { Select } from '@mantine/core';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../../web/kit/data/metadata.ts';
import { useTargetLabel } from '../../../../web/kit/filter/use-target-label.ts';
import { useSession } from '../../../../web/shell/session.ts';
import type { PartProps } from './report-builder.tsx';
import { hasMoney, listRateDays } from './report-fields.ts';

/** Of which day the exchange rates are that make one sum of several currencies. */
export function RateDayChoice({ noun, settings, onChange }: PartProps) {
  const { t } = useTranslation('reports');
  const { data: metadata } = useMetadata();
  const labelOf = useTargetLabel();
  const currency = useSession()?.workspace.currency;
  if (!metadata || !hasMoney(noun, settings)) return null;
  const days = listRateDays(metadata, noun).map((target) => ({
    value: target.path,
    label: labelOf(target, noun.name),
  }));
  return (
    <Select
      label={t('own.rates', { currency })}
      placeholder={t('own.ratesToday')}
      data={days}
      value={settings.rateOn ?? null}
      clearable
      clearButtonProps={{ 'aria-label': t('own.ratesToday') }}
      onChange={(rateOn) => onChange({ rateOn: rateOn ?? undefined })}
    />
  );
}
