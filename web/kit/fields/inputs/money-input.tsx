import { Input, Select } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { useSession } from '../../../shell/session.ts';
import type { InputProps } from '../field-view.ts';
import { DecimalInput } from './decimal-input.tsx';
import { inputAttributes } from './input-attributes.ts';
import classes from './inputs.module.css';

/** Amount and currency. A new amount is in the workspace's currency until another is chosen. */
export function MoneyFieldInput(props: InputProps<'money'>) {
  const { t } = useTranslation('kit');
  const id = useId();
  const workspaceCurrency = useSession()?.workspace.currency ?? 'EUR';
  const { value, onChange } = props;
  const [chosen, setChosen] = useState(value?.currency ?? props.currency ?? workspaceCurrency);
  const currency = value?.currency ?? chosen;
  const { label, error, required, withAsterisk, ...attributes } = inputAttributes(props);
  const chooseCurrency = (next: string | null) => {
    if (!next) return;
    setChosen(next);
    if (value) onChange({ ...value, currency: next });
  };
  return (
    <Input.Wrapper label={label} error={error} required={required} withAsterisk={withAsterisk} id={id}>
      <div className={classes.money}>
        <DecimalInput
          {...attributes}
          id={id}
          error={Boolean(error)}
          value={value?.amount ?? null}
          onDecimal={(amount) => onChange(amount === null ? null : { amount, currency })}
        />
        <Select
          aria-label={t('input.currency')}
          searchable
          allowDeselect={false}
          limit={60}
          value={currency}
          data={currencies(currency, workspaceCurrency)}
          onChange={chooseCurrency}
          disabled={props.disabled}
        />
      </div>
    </Input.Wrapper>
  );
}

/** The current and the workspace's first, then the usual ones of these markets, then all. */
function currencies(...first: readonly string[]): string[] {
  const usual = ['EUR', 'USD', 'GBP', 'RUB', 'AMD', 'GEL', 'BGN'];
  return [...new Set([...first, ...usual, ...Intl.supportedValuesOf('currency')])];
}
