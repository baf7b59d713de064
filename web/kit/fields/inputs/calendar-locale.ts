import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '../../../i18n/use-translation.tsx';

const loaders: Readonly<Record<string, () => Promise<unknown>>> = {
  ru: () => import('dayjs/locale/ru.js'),
  bg: () => import('dayjs/locale/bg.js'),
  hy: () => import('dayjs/locale/hy-am.js'),
  ka: () => import('dayjs/locale/ka.js'),
};

const names: Readonly<Record<string, string>> = { hy: 'hy-am' };

/** The calendar's words for months and weekdays in the language of the page; English until they are loaded. */
export function useCalendarLocale(): string {
  const { i18n } = useTranslation('kit');
  const { language } = i18n;
  const { isSuccess } = useQuery({
    queryKey: ['calendar-locale', language],
    queryFn: async () => {
      await loaders[language]?.();
      return language;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return isSuccess ? (names[language] ?? language) : 'en';
}
