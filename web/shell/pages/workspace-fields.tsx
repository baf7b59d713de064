import { Select, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import type { SetUpInput } from '../../../shared/contract/set-up.ts';
import { listCurrencies } from '../../i18n/currencies.ts';
import { listTimeZones } from '../../i18n/time-zones.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import classes from './set-up.module.css';

interface WorkspaceFieldsProps {
  readonly value: SetUpInput['workspace'];
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (change: Partial<SetUpInput['workspace']>) => void;
}

/** The workspace's name, money and clock; its language is the one the page is shown in. */
export function WorkspaceFields({ value, errors, onChange }: WorkspaceFieldsProps) {
  const { t } = useTranslation('shell');
  const { language } = useLanguage();
  const currencies = useMemo(
    () => listCurrencies(language).map(({ code, name }) => ({ value: code, label: `${code} · ${name}` })),
    [language],
  );
  const timeZones = useMemo(
    () => listTimeZones(value.timeZone).map(({ name, label }) => ({ value: name, label })),
    [value.timeZone],
  );
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{t('setUp.workspace')}</legend>
      <TextInput
        label={t('setUp.workspaceName')}
        placeholder={t('setUp.workspaceExample')}
        autoComplete="organization"
        required
        withAsterisk={false}
        autoFocus
        maxLength={200}
        value={value.name}
        error={errors['workspace.name']}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <Select
          label={t('setUp.currency')}
          data={currencies}
          value={value.currency}
          error={errors['workspace.currency']}
          onChange={(currency) => currency && onChange({ currency })}
          searchable
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
        />
        <Select
          label={t('setUp.timeZone')}
          data={timeZones}
          value={value.timeZone}
          error={errors['workspace.timeZone']}
          onChange={(timeZone) => timeZone && onChange({ timeZone })}
          searchable
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
        />
      </div>
    </fieldset>
  );
}
