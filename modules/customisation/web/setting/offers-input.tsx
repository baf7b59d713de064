import { Fieldset, MultiSelect, Select, Stack, Text } from '@mantine/core';
import type { ChoiceOption } from '../../../../shared/nouns/field.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { isChoice } from '../../../../shared/nouns/option-offers.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { findField, type NamedField } from '../../../../web/kit/data/named-field.ts';
import { useLabels } from '../../../../web/kit/labels.ts';
import type { SettingDraft } from './setting-draft.ts';

interface OffersInputProps {
  readonly noun: NounMetadata;
  readonly field: NamedField;
  readonly draft: SettingDraft;
  readonly error: string | undefined;
  readonly onChange: (part: Partial<SettingDraft>) => void;
}

/** Which options are offered beside which of another choice: the models of each make. */
export function OffersInput({ noun, field, draft, error, onChange }: OffersInputProps) {
  const { t } = useTranslation('customisation');
  const labels = useLabels();
  const { offersBy, offers } = draft;
  const by = offersBy ? findField(noun, offersBy) : null;
  const others = noun.fields.filter((one) => isChoice(one) && one.name !== field.name && !one.retired && !one.masked);
  if (others.length === 0) return null;
  const data = itemsOf(noun, field, labels.option);
  const named = new Set(Object.values(offers).flat());
  const always = data.filter(({ value }) => !named.has(value)).map(({ label }) => label);
  return (
    <Fieldset legend={t('setting.offers')}>
      <Stack gap="xs">
        <Select
          label={t('setting.offersBy')}
          placeholder={t('setting.offersAll')}
          data={others.map((one) => ({ value: one.name, label: labels.field(noun.name, one) }))}
          value={offersBy}
          error={error}
          searchable
          clearable
          onChange={(name) => onChange({ offersBy: name, offers: name === offersBy ? offers : {} })}
        />
        {by &&
          itemsOf(noun, by, labels.option).map(({ value, label }) => (
            <MultiSelect
              key={value}
              label={label}
              data={data}
              value={[...(offers[value] ?? [])]}
              searchable
              hidePickedOptions
              onChange={(chosen) => onChange({ offers: { ...offers, [value]: chosen } })}
            />
          ))}
        {by && always.length > 0 && (
          <Text size="sm" c="dimmed">
            {t('setting.offersRest', { options: always.join(', ') })}
          </Text>
        )}
      </Stack>
    </Fieldset>
  );
}

function itemsOf(noun: NounMetadata, field: NamedField, label: ReturnType<typeof useLabels>['option']) {
  const options: readonly ChoiceOption[] = isChoice(field) ? field.options : [];
  return options.map(({ value }) => ({ value, label: label(noun.name, field, value) }));
}
