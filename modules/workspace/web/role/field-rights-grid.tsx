import { NativeSelect, SimpleGrid, Text } from '@mantine/core';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { type FieldAccess, fieldAccesses, isMasked, maskableKinds } from '../../../../shared/nouns/role-rights.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { isSystem, type NamedField } from '../../../../web/kit/data/named-field.ts';
import { useLabels } from '../../../../web/kit/labels.ts';
import type { EditedRights, StandardRights } from './role.queries.ts';

interface FieldRightsGridProps {
  readonly noun: NounMetadata;
  readonly standard: StandardRights;
  readonly rights: EditedRights;
}

/** Access to each field that may be closed. */
export function FieldRightsGrid({ noun, standard, rights }: FieldRightsGridProps) {
  const { t } = useTranslation('workspace');
  const labels = useLabels();
  const fields = noun.fields.filter((field) => !isSystem(field) && !standard.fixed.includes(field.name));
  if (fields.length === 0) return null;
  return (
    <>
      <Text size="xs" fw={600} mb={4}>
        {t('roles.fieldsTitle')}
      </Text>
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="xs" verticalSpacing="xs" mb="md">
        {fields.map((field) => (
          <NativeSelect
            key={field.name}
            size="xs"
            label={labels.field(noun.name, field)}
            disabled={rights.isFixed}
            value={rights.fields[noun.name]?.[field.name] ?? 'write'}
            onChange={({ currentTarget: { value } }) =>
              rights.give(noun.name, field.name, value === 'write' ? null : (value as FieldAccess))
            }
            data={accessesOf(field).map((access) => ({
              value: access,
              label: t(`roles.accesses.${named(field, access)}`),
            }))}
          />
        ))}
      </SimpleGrid>
    </>
  );
}

/** A roll-up counts every record: unless something is said of it, it is for those who see them all. */
function named({ computed }: NamedField, access: FieldAccess): FieldAccess | 'rollUp' {
  return access === 'write' && computed && 'rollUp' in computed ? 'rollUp' : access;
}

function accessesOf(field: NamedField): readonly FieldAccess[] {
  const isMaskable = maskableKinds.has(field.kind) && !field.computed;
  return fieldAccesses.filter((access) => isMaskable || !isMasked(access)).toReversed();
}
