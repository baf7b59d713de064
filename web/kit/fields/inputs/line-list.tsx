import { ActionIcon, Button, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import classes from './inputs.module.css';

export interface Line {
  readonly text: string;
  readonly label: string;
}

interface LineListProps {
  readonly lines: readonly Line[];
  readonly onChange: (lines: readonly Line[]) => void;
  readonly type: 'email' | 'tel' | 'url';
  /** What one line is called: "E-mail 1". */
  readonly lineName: (position: number) => string;
  readonly autoFocus?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  readonly invalid: boolean;
}

/** Several addresses or numbers, each with a note of what it is for; there is always one line to type in. */
export function LineList({ lines, onChange, type, lineName, autoFocus, disabled, invalid }: LineListProps) {
  const { t } = useTranslation('kit');
  const shown = lines.length > 0 ? lines : [{ text: '', label: '' }];
  const change = (index: number, line: Line) => onChange(shown.map((other, at) => (at === index ? line : other)));
  return (
    <Stack gap={6} align="stretch">
      {shown.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity of their own; they are edited where they stand.
        <div key={`${index}/`} className={classes.line}>
          <TextInput
            type={type}
            aria-label={lineName(index + 1)}
            value={line.text}
            error={invalid}
            disabled={disabled}
            autoFocus={autoFocus && index === 0}
            onChange={(event) => change(index, { ...line, text: event.currentTarget.value })}
          />
          <TextInput
            aria-label={`${lineName(index + 1)}: ${t('input.note')}`}
            placeholder={t('input.note')}
            value={line.label}
            disabled={disabled}
            onChange={(event) => change(index, { ...line, label: event.currentTarget.value })}
          />
          <ActionIcon
            aria-label={t('input.removeLine', { line: lineName(index + 1) })}
            disabled={disabled || lines.length === 0}
            onClick={() => onChange(shown.filter((_, at) => at !== index))}
          >
            <IconX size={16} />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="subtle"
        color="gray"
        size="xs"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconPlus size={14} />}
        disabled={disabled}
        onClick={() => onChange([...shown, { text: '', label: '' }])}
      >
        {t('input.addLine')}
      </Button>
    </Stack>
  );
}
