import { CloseButton, Group, Rating } from '@mantine/core';
import { defaultStars } from '../../../../shared/nouns/field.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import type { InputProps } from '../field-view.ts';
import { FieldSet } from './field-set.tsx';

/** Stars to point at or to step through with the arrow keys; they can be taken back. */
export function RatingFieldInput(props: InputProps<'rating'>) {
  const { t } = useTranslation('kit');
  const { field, value, onChange, label, ariaLabel, error, disabled } = props;
  const most = Math.max(field.max ?? defaultStars, value ?? 0);
  return (
    <FieldSet label={label} ariaLabel={ariaLabel} required={field.required === true} error={error}>
      <Group gap="xs">
        <Rating
          count={most}
          size="md"
          readOnly={disabled === true}
          value={value ?? 0}
          getSymbolLabel={(stars) => t('value.stars', { value: stars, most })}
          onChange={(stars) => onChange(stars === 0 ? null : stars)}
        />
        {value !== null && !disabled && (
          <CloseButton size="sm" aria-label={t('input.clear')} onClick={() => onChange(null)} />
        )}
      </Group>
    </FieldSet>
  );
}
