import { useTranslation } from '../../../i18n/use-translation.tsx';
import type { ValueProps } from '../field-view.ts';

export function BooleanValue({ value }: ValueProps<'boolean'>) {
  const { t } = useTranslation('kit');
  return <>{value ? t('value.yes') : t('value.no')}</>;
}
