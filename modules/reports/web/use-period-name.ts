import { quarterOf } from '../../../shared/dates/iso-date.ts';
import type { Language } from '../../../shared/nouns/metadata.ts';
import { createDateFormat } from '../../../web/i18n/intl.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';

/** Names the month or quarter that begins on a day; null is the time of deals closed on no known day. */
export function usePeriodName(unit: 'month' | 'quarter'): (start: string | null) => string {
  const { t, i18n } = useTranslation('reports');
  const month = createDateFormat(i18n.language as Language, 'UTC', { month: 'short', year: 'numeric' });
  return (start) => {
    if (start === null) return t('periods.undated');
    return unit === 'month' ? month.format(new Date(start)) : t('periods.name', { ...quarterOf(start) });
  };
}
