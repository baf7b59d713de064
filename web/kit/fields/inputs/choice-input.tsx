import { Autocomplete, Select } from '@mantine/core';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { useLabels } from '../../labels.ts';
import type { InputProps } from '../field-view.ts';
import { offeredOptions } from '../offered-options.ts';
import { inputAttributes } from './input-attributes.ts';
import { useOfferHints } from './use-offer-hints.ts';

/** One of the options; an open choice takes any other text too. */
export function ChoiceFieldInput(props: InputProps<'choice'>) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const { noun, field, value, onChange, siblings } = props;
  const clearing = { clearable: !field.required, clearButtonProps: { 'aria-label': t('input.clear') } };
  const options = offeredOptions(field, value, siblings).map((option) => ({
    value: option.value,
    label: labels.option(noun.name, field, option.value),
  }));
  const hints = useOfferHints(props, options.length);
  if (!field.open) {
    return (
      <Select
        {...inputAttributes(props)}
        {...hints}
        data={options}
        searchable
        {...clearing}
        value={value}
        onChange={onChange}
      />
    );
  }
  const shown = value === null ? '' : (options.find((option) => option.value === value)?.label ?? value);
  const change = (text: string) => {
    const option = options.find(({ label }) => label.toLowerCase() === text.trim().toLowerCase());
    onChange(text === '' ? null : (option?.value ?? text));
  };
  return (
    <Autocomplete
      {...inputAttributes(props)}
      {...hints}
      data={options.map(({ label }) => label)}
      value={shown}
      onChange={change}
      {...clearing}
    />
  );
}
