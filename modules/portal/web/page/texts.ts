import type { Language } from '../../../../shared/nouns/metadata.ts';
import { createFormat, type Format } from '../../../../web/i18n/format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';

/** How moments and amounts read in the portal: in the language shown, on the clock of the workspace. */
export function usePortalFormat(timeZone: string): Format {
  const { t, i18n } = useTranslation('portal');
  return createFormat({ language: i18n.language as Language, timeZone, t, cents: true });
}
