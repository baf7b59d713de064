import { Button, Menu, Textarea, TextInput } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { useRef } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';

interface TemplateInputProps {
  readonly noun: NounMetadata;
  readonly label: string;
  readonly required?: boolean;
  /** Takes several lines. */
  readonly lines?: boolean;
  readonly maxLength: number;
  readonly value: string;
  readonly error?: string | undefined;
  readonly onChange: (text: string) => void;
}

/** What has no words to put into a text. */
const untold: ReadonlySet<string> = new Set(['files', 'json']);

/** A text into which fields of the record can be put where the cursor stands. */
export function TemplateInput({ noun, lines = false, value, error, onChange, ...rest }: TemplateInputProps) {
  const { t } = useTranslation('automation');
  const labels = useLabels();
  const line = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const put = (name: string) => {
    const input = lines ? area.current : line.current;
    const [start, end] = [input?.selectionStart ?? value.length, input?.selectionEnd ?? value.length];
    onChange(`${value.slice(0, start)}{{${name}}}${value.slice(end)}`);
    input?.focus();
  };
  const fields = noun.fields.filter(({ kind, masked }) => !masked && !untold.has(kind));
  const shared = { ...rest, value, error, withAsterisk: rest.required };
  return (
    <div>
      {lines ? (
        <Textarea
          {...shared}
          ref={area}
          autosize
          minRows={2}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <TextInput {...shared} ref={line} onChange={(event) => onChange(event.currentTarget.value)} />
      )}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="subtle" size="compact-xs" mt={4} leftSection={<IconBraces size={14} />}>
            {t('putField')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
          {fields.map((field) => (
            <Menu.Item key={field.name} onClick={() => put(field.name)}>
              {labels.field(noun.name, field)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
