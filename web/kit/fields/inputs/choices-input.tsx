import { MultiSelect } from '@mantine/core';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { useLabels } from '../../labels.ts';
import type { InputProps } from '../field-view.ts';
import { offeredOptions } from '../offered-options.ts';
import { inputAttributes } from './input-attributes.ts';
import { useOfferHints } from './use-offer-hints.ts';

export function ChoicesFieldInput(props: InputProps<'choices'>) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const { noun, field, value, onChange, siblings } = props;
  const options = offeredOptions(field, value, siblings);
  return (
    <MultiSelect
      {...inputAttributes(props)}
      {...useOfferHints(props, options.length)}
      data={options.map((option) => ({
        value: option.value,
        label: labels.option(noun.name, field, option.value),
      }))}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('input.clear') }}
      value={[...(value ?? [])]}
      onChange={onChange}
    />
  );
}
