import { ActionIcon, Button, Group, Input, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Reference } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { RelationPicker } from '../../../web/kit/form/relation-picker.tsx';
import type { ExtensionDraft } from './exchange-draft.ts';

interface ExtensionInputsProps {
  readonly extensions: readonly ExtensionDraft[];
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (extensions: ExtensionDraft[]) => void;
}

/** Whose telephone has which inner number. */
export function ExtensionInputs({ extensions, errors, onChange }: ExtensionInputsProps) {
  const { t } = useTranslation('calls');
  const replace = (index: number, part: Partial<ExtensionDraft> | null) =>
    onChange(extensions.flatMap((one, at) => (at === index ? (part ? [{ ...one, ...part }] : []) : [one])));
  return (
    <Input.Wrapper label={t('settings.extensions')} description={t('settings.extensionsHint')} labelElement="div">
      {extensions.map((extension, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two of the same number differ in nothing but their place
        <Group key={index} gap="xs" align="flex-start" wrap="nowrap" mt="xs">
          <TextInput
            w="7rem"
            aria-label={t('settings.extension')}
            placeholder="101"
            maxLength={20}
            value={extension.number}
            error={errors[`extensions.${index}.number`]}
            onChange={(event) => replace(index, { number: event.currentTarget.value })}
          />
          <div style={{ flex: 1, minWidth: 0 }}>
            <RelationPicker
              noun="member"
              ariaLabel={t('settings.member')}
              error={errors[`extensions.${index}.member`]}
              value={extension.member}
              onChange={(member: Reference | null) => replace(index, { member })}
            />
          </div>
          <ActionIcon
            variant="subtle"
            size="lg"
            aria-label={t('settings.removeExtension')}
            onClick={() => replace(index, null)}
          >
            <IconTrash size={18} />
          </ActionIcon>
        </Group>
      ))}
      <div>
        <Button
          variant="subtle"
          mt="xs"
          leftSection={<IconPlus size={16} />}
          onClick={() => onChange([...extensions, { number: '', member: null }])}
        >
          {t('settings.addExtension')}
        </Button>
      </div>
    </Input.Wrapper>
  );
}
