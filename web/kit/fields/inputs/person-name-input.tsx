import { TextInput } from '@mantine/core';
import type { PersonName } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { isEmptyValue } from '../../data/record-values.ts';
import type { InputProps } from '../field-view.ts';
import { FieldSet } from './field-set.tsx';
import classes from './inputs.module.css';

const parts = ['prefix', 'given', 'middle', 'family'] as const;

export function PersonNameFieldInput(props: InputProps<'personName'>) {
  const { t, i18n } = useTranslation('kit');
  const { field, value, onChange, label, ariaLabel, error, autoFocus, disabled } = props;
  const order = i18n.language === 'ru' ? (['family', 'given', 'middle', 'prefix'] as const) : parts;
  const focused = order.find((part) => part !== 'prefix');
  const change = (part: keyof PersonName, text: string) => {
    const next = { ...value, [part]: text || undefined };
    onChange(isEmptyValue(next) ? null : next);
  };
  return (
    <FieldSet label={label} ariaLabel={ariaLabel} required={field.required === true} error={error}>
      <div className={classes.parts}>
        {order.map((part) => (
          <TextInput
            key={part}
            aria-label={t(`part.${part}`)}
            placeholder={t(`part.${part}`)}
            value={value?.[part] ?? ''}
            error={Boolean(error) && part !== 'prefix' && part !== 'middle'}
            disabled={disabled}
            autoFocus={autoFocus && part === focused}
            data-autofocus={(autoFocus && part === focused) || undefined}
            onChange={(event) => change(part, event.currentTarget.value)}
          />
        ))}
      </div>
    </FieldSet>
  );
}
