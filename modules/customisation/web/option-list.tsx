import { ActionIcon, Button, Input, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { type FieldDraft, newOption, type OptionDraft } from './field-form.ts';
import classes from './fields.module.css';

interface OptionListProps {
  readonly options: readonly OptionDraft[];
  readonly error: string | undefined;
  readonly onChange: (part: Partial<FieldDraft>) => void;
}

/** The options of a choice, a line each. */
export function OptionList({ options, error, onChange }: OptionListProps) {
  const { t } = useTranslation('customisation');
  const set = (key: string, text: string) =>
    onChange({ options: options.map((option) => (option.key === key ? { ...option, text } : option)) });
  return (
    <Input.Wrapper label={t('fields.options')} error={error} labelElement="div">
      <Stack gap={4}>
        {options.map(({ key, text }, index) => (
          <div key={key} className={classes.option}>
            <TextInput
              aria-label={t('fields.optionNumber', { number: index + 1 })}
              maxLength={100}
              value={text}
              onChange={(event) => set(key, event.currentTarget.value)}
            />
            <ActionIcon
              aria-label={t('fields.removeOption', { number: index + 1 })}
              onClick={() => onChange({ options: options.filter((option) => option.key !== key) })}
            >
              <IconX size={16} />
            </ActionIcon>
          </div>
        ))}
        <Button
          variant="subtle"
          leftSection={<IconPlus size={16} />}
          onClick={() => onChange({ options: [...options, newOption()] })}
        >
          {t('fields.addOption')}
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}
