import { DateTimeFormat } from '@formatjs/intl-datetimeformat';
import { NumberFormat } from '@formatjs/intl-numberformat';
import type { Language } from '../../shared/nouns/metadata.ts';
import type { IntlData } from './intl.ts';

/**
 * Takes up the locale data that importing `@formatjs/<...>/locale-data/<language>.js` has left in its queues. The browser's
 * own Intl stays as it is: only Rapport's formatters use this.
 */
export function takeIntlData(language: Language, countries: IntlData['countries']): IntlData {
  for (const data of takeQueue('__FORMATJS_DATETIMEFORMAT_DATA__')) DateTimeFormat.__addLocaleData(data as never);
  for (const data of takeQueue('__FORMATJS_NUMBERFORMAT_DATA__')) NumberFormat.__addLocaleData(data as never);
  return {
    countries,
    createNumberFormat(options) {
      const format = new NumberFormat(language, options as ConstructorParameters<typeof NumberFormat>[1]);
      return { format: (value) => format.format(value as number) };
    },
    createUtcDateFormat(options) {
      const format = new DateTimeFormat(language, { ...options, timeZone: 'UTC' } as UtcOptions);
      if (options.month !== 'long' || options.day) return { format: (value) => format.format(value) };
      // A month without a day is named by itself, and not as “of that month”, which is all the pattern has words for.
      const month = new DateTimeFormat(language, { month: 'long', timeZone: 'UTC' } as UtcOptions);
      const show = (value: Date) =>
        format.formatToParts(value).map((part) => (part.type === 'month' ? month.format(value) : part.value));
      return { format: (value) => show(value).join('') };
    },
  };
}

type UtcOptions = ConstructorParameters<typeof DateTimeFormat>[1];

function takeQueue(name: string): readonly unknown[] {
  const queues = globalThis as unknown as Record<string, unknown[] | undefined>;
  return queues[name]?.splice(0) ?? [];
}
