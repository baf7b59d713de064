import { Rating } from '@mantine/core';
import { defaultStars } from '../../../../shared/nouns/field.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import type { ValueProps } from '../field-view.ts';

/** Stars for the eye, a sentence for the ear. */
export function RatingValue({ field, value }: ValueProps<'rating'>) {
  const { t } = useTranslation('kit');
  const most = Math.max(field.max ?? defaultStars, value);
  const words = t('value.stars', { value, most });
  return (
    <span role="img" aria-label={words} title={words} style={{ display: 'inline-flex', verticalAlign: 'middle' }}>
      <Rating value={value} count={most} size="xs" readOnly aria-hidden />
    </span>
  );
}
