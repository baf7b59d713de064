import { Fieldset, Text } from '@mantine/core';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { OptionEditor } from '../option-editor.tsx';
import type { SettingDraft } from './setting-draft.ts';

interface SettingOptionListProps {
  readonly options: SettingDraft['options'];
  /** Whether options may be added and given up; else only called otherwise, coloured and put in order. */
  readonly extensible: boolean;
  readonly error: string | undefined;
  readonly onChange: (part: Partial<SettingDraft>) => void;
}

/** The options of a module's field: what they are called, in which order, which of them are still offered. */
export function SettingOptionList({ options, extensible, error, onChange }: SettingOptionListProps) {
  const { t } = useTranslation('customisation');
  return (
    <Fieldset legend={t('fields.options')}>
      <OptionEditor
        options={options}
        extensible={extensible}
        removable={false}
        onChange={(next) => onChange({ options: next })}
      />
      {error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
    </Fieldset>
  );
}
