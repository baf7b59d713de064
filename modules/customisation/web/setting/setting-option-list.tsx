import { ActionIcon, Button, Checkbox, Fieldset, Stack, TextInput } from '@mantine/core';
import { IconArrowUp, IconPlus } from '@tabler/icons-react';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import classes from './setting.module.css';
import type { SettingDraft, SettingOption } from './setting-draft.ts';

interface SettingOptionListProps {
  readonly options: readonly SettingOption[];
  /** Whether options may be added and given up; else only called otherwise and put in order. */
  readonly extensible: boolean;
  readonly error: string | undefined;
  readonly onChange: (part: Partial<SettingDraft>) => void;
}

/** The options of a module's field: what they are called, in which order, which of them are still offered. */
export function SettingOptionList({ options, extensible, error, onChange }: SettingOptionListProps) {
  const { t } = useTranslation('customisation');
  const set = (key: string, part: Partial<SettingOption>) =>
    onChange({ options: options.map((option) => (option.key === key ? { ...option, ...part } : option)) });
  const raise = (index: number) => {
    const next = [...options];
    next.splice(index - 1, 0, ...next.splice(index, 1));
    onChange({ options: next });
  };
  const fresh = { value: null, text: '', declared: '', retired: false };
  return (
    <Fieldset legend={t('fields.options')}>
      <Stack gap={6}>
        {options.map(({ key, text, declared, retired }, index) => (
          <div key={key} className={classes.option}>
            <TextInput
              aria-label={t('fields.optionNumber', { number: index + 1 })}
              maxLength={100}
              value={text}
              placeholder={declared}
              error={index === 0 ? error : undefined}
              onChange={(event) => set(key, { text: event.currentTarget.value })}
            />
            {extensible && (
              <Checkbox
                label={t('setting.offered')}
                checked={!retired}
                onChange={(event) => set(key, { retired: !event.currentTarget.checked })}
              />
            )}
            <ActionIcon
              aria-label={t('setting.raiseOption', { number: index + 1 })}
              disabled={index === 0}
              onClick={() => raise(index)}
            >
              <IconArrowUp size={16} />
            </ActionIcon>
          </div>
        ))}
        {extensible && (
          <Button
            variant="subtle"
            leftSection={<IconPlus size={16} />}
            onClick={() => onChange({ options: [...options, { ...fresh, key: crypto.randomUUID() }] })}
          >
            {t('fields.addOption')}
          </Button>
        )}
      </Stack>
    </Fieldset>
  );
}
