import { useTranslation } from '../i18n/use-translation.tsx';

/** What every list one chooses from says where nothing in it is like what was typed. */
export function NothingFound() {
  return useTranslation('kit').t('input.nothingFound');
}
