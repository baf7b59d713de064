import { defaultStars } from '../../../../shared/nouns/field.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import type { ValueProps } from '../field-view.ts';

const star = 'M12 2l3.1 6.3 6.9 1-5 4.9 1.2 6.8-6.2-3.2-6.2 3.2 1.2-6.8-5-4.9 6.9-1z';

/** Stars for the eye, a sentence for the ear. */
export function RatingValue({ field, value }: ValueProps<'rating'>) {
  const { t } = useTranslation('kit');
  const most = Math.max(field.max ?? defaultStars, value);
  const words = t('value.stars', { value, most });
  return (
    <span role="img" aria-label={words} title={words} style={{ display: 'inline-flex', verticalAlign: 'middle' }}>
      {Array.from({ length: most }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a star is its place
        <svg key={place} width={14} height={14} viewBox="0 0 24 24" aria-hidden="true">
          <path fill={`var(--mantine-color-${place < value ? 'yellow-filled' : 'default-border'})`} d={star} />
        </svg>
      ))}
    </span>
  );
}
