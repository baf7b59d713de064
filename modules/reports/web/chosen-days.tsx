import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { DayInput } from '../../../web/kit/fields/inputs/day-input.tsx';

interface Days {
  /** ISO dates. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The first and the last day of a period of one's own. */
export function ChosenDays({ from, to, onChange }: Days & { readonly onChange: (days: Days) => void }) {
  const { t } = useTranslation('reports');
  return (
    <>
      <DayInput
        label={t('period.from')}
        value={from ?? null}
        onChange={(day) => onChange({ from: day ?? undefined })}
      />
      <DayInput
        label={t('period.to')}
        value={to ?? null}
        error={from && to && to < from ? t('period.backwards') : undefined}
        onChange={(day) => onChange({ to: day ?? undefined })}
      />
    </>
  );
}
