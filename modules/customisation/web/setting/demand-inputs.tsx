import { ActionIcon, Button, Fieldset, Group, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { LocalTextInput } from '../names-language.tsx';
import { ConditionGroup, useFirstCondition } from './condition-group.tsx';
import type { CheckDraft, SettingDraft } from './setting-draft.ts';

export interface DemandProps {
  readonly noun: NounMetadata;
  readonly draft: SettingDraft;
  /** What was objected to, by the part of the setting. */
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (part: Partial<SettingDraft>) => void;
}

/** When the field is shown. */
export function VisibleInput({ noun, draft, errors, onChange }: DemandProps) {
  const { t } = useTranslation('customisation');
  const first = useFirstCondition(noun);
  const choose = (visible: string) =>
    onChange({
      visible: visible as SettingDraft['visible'],
      visibleWhen: draft.visibleWhen.children.length > 0 ? draft.visibleWhen : first,
    });
  return (
    <Fieldset legend={t('setting.visible')}>
      <SegmentedControl
        aria-label={t('setting.visible')}
        value={draft.visible}
        onChange={choose}
        data={[
          { value: 'always', label: t('setting.always') },
          { value: 'when', label: t('setting.when') },
        ]}
      />
      {draft.visible === 'when' && (
        <Stack gap="xs" mt="xs">
          <ConditionGroup noun={noun} group={draft.visibleWhen} onChange={(visibleWhen) => onChange({ visibleWhen })} />
          <Text size="sm" c="dimmed">
            {t('setting.visibleHint')}
          </Text>
        </Stack>
      )}
      <Objection text={errors.visibleWhen} />
    </Fieldset>
  );
}

/** When the field must be filled in. */
export function RequiredInput({ noun, draft, errors, onChange }: DemandProps) {
  const { t } = useTranslation('customisation');
  const first = useFirstCondition(noun);
  const choose = (required: string) =>
    onChange({
      required: required as SettingDraft['required'],
      requiredWhen: draft.requiredWhen.children.length > 0 ? draft.requiredWhen : first,
    });
  return (
    <Fieldset legend={t('setting.required')}>
      <SegmentedControl
        aria-label={t('setting.required')}
        value={draft.required}
        onChange={choose}
        data={(['no', 'always', 'when'] as const).map((value) => ({ value, label: t(`setting.${value}`) }))}
      />
      {draft.required === 'when' && (
        <Stack mt="xs">
          <ConditionGroup
            noun={noun}
            group={draft.requiredWhen}
            onChange={(requiredWhen) => onChange({ requiredWhen })}
          />
        </Stack>
      )}
      <Objection text={errors.requiredWhen} />
    </Fieldset>
  );
}

/** What is refused, and what a person is told then. */
export function ChecksInput({ noun, draft, errors, onChange }: DemandProps) {
  const { t } = useTranslation('customisation');
  const first = useFirstCondition(noun);
  const set = (key: string, part: Partial<CheckDraft>) =>
    onChange({ checks: draft.checks.map((check) => (check.key === key ? { ...check, ...part } : check)) });
  const add = () => {
    const check: CheckDraft = { key: crypto.randomUUID(), refuseWhen: first, message: {} };
    onChange({ checks: [...draft.checks, check] });
  };
  return (
    <Fieldset legend={t('setting.checks')}>
      <Stack gap="sm">
        {draft.checks.map((check, index) => (
          <Stack key={check.key} gap="xs">
            <ConditionGroup
              noun={noun}
              group={check.refuseWhen}
              onChange={(refuseWhen) => set(check.key, { refuseWhen })}
            />
            <Group gap="xs" wrap="nowrap" align="flex-end">
              <LocalTextInput
                style={{ flex: 1 }}
                label={t('setting.message')}
                required
                maxLength={300}
                text={check.message}
                error={errors[`checks.${index}`]}
                onChange={(message) => set(check.key, { message })}
              />
              <ActionIcon
                aria-label={t('setting.removeCheck', { number: index + 1 })}
                onClick={() => onChange({ checks: draft.checks.filter(({ key }) => key !== check.key) })}
              >
                <IconX size={16} />
              </ActionIcon>
            </Group>
          </Stack>
        ))}
        <Button variant="subtle" leftSection={<IconPlus size={16} />} onClick={add}>
          {t('setting.addCheck')}
        </Button>
      </Stack>
    </Fieldset>
  );
}

/** How a text must look. */
export function PatternInput({ draft, errors, onChange }: DemandProps) {
  const { t } = useTranslation('customisation');
  return (
    <Fieldset legend={t('setting.pattern')}>
      <Stack gap="xs">
        <Textarea
          label={t('setting.masks')}
          description={t('setting.masksHint')}
          autosize
          value={draft.masks}
          error={errors.pattern}
          onChange={(event) => onChange({ masks: event.currentTarget.value })}
        />
        <TextInput
          label={t('setting.example')}
          maxLength={100}
          value={draft.example}
          error={errors['pattern.example']}
          onChange={(event) => onChange({ example: event.currentTarget.value })}
        />
      </Stack>
    </Fieldset>
  );
}

function Objection({ text }: { readonly text: string | undefined }) {
  return text ? (
    <Text size="sm" c="var(--mantine-color-error)" role="alert">
      {text}
    </Text>
  ) : null;
}
