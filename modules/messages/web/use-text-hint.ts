import { mostSmsParts, smsPartsOf } from '../../../shared/phones/sms-parts.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import type { Medium } from '../contract/index.ts';

/** In how many parts a text goes out, where each is paid for; nothing of another channel. */
export function useTextHint(text: string, medium: Medium | undefined): string | undefined {
  const { t } = useTranslation('messages');
  if (medium !== 'sms') return undefined;
  const { parts, alphabet } = smsPartsOf(text);
  if (parts.length > mostSmsParts) return t('card.tooLong', { most: mostSmsParts });
  return t('card.parts', { count: parts.length, letters: [...text].length, alphabet: t(`card.alphabets.${alphabet}`) });
}
