import { Autocomplete, TextInput } from '@mantine/core';
import type { Address } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { isEmptyValue } from '../../data/record-values.ts';
import { countryName, findCountry, listCountryNames } from '../country-name.ts';
import type { InputProps } from '../field-view.ts';
import { FieldSet } from './field-set.tsx';
import classes from './inputs.module.css';

const parts = ['street', 'postalCode', 'city', 'region'] as const;

export function AddressFieldInput(props: InputProps<'address'>) {
  const { t, i18n } = useTranslation('kit');
  const { field, value, onChange, label, ariaLabel, error, autoFocus, disabled } = props;
  const change = (part: keyof Address, text: string) => {
    const next = { ...value, [part]: text || undefined };
    onChange(isEmptyValue(next) ? null : next);
  };
  return (
    <FieldSet label={label} ariaLabel={ariaLabel} required={field.required === true} error={error}>
      <div className={classes.parts}>
        {parts.map((part, index) => (
          <TextInput
            key={part}
            className={part === 'street' ? classes.wide : undefined}
            aria-label={t(`part.${part}`)}
            placeholder={t(`part.${part}`)}
            value={value?.[part] ?? ''}
            disabled={disabled}
            autoFocus={autoFocus && index === 0}
            onChange={(event) => change(part, event.currentTarget.value)}
          />
        ))}
        <Autocomplete
          aria-label={t('part.country')}
          placeholder={t('part.country')}
          value={value?.country ? countryName(value.country, i18n.language) : ''}
          data={listCountryNames(i18n.language)}
          limit={30}
          disabled={disabled}
          onChange={(name) => change('country', findCountry(name, i18n.language) ?? name)}
        />
      </div>
    </FieldSet>
  );
}
