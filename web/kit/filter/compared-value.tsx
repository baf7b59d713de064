import { Group, NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { isFieldReference } from '../../../shared/filter/field-reference.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { useComparableFields } from './comparable-fields.ts';
import { type ConditionValueProps, withValue } from './condition-edit.ts';
import { useTargetLabel } from './use-target-label.ts';

interface ComparedValueProps extends ConditionValueProps {
  /** The editor of a value. */
  readonly children: ReactNode;
}

const plainValue = '';

/** What a condition compares with: a value, or another field where that is allowed. */
export function ComparedValue({ target, condition, onChange, children }: ComparedValueProps) {
  const { t } = useTranslation('kit');
  const label = useTargetLabel();
  const fields = useComparableFields(target, condition);
  if (fields.length === 0) return children;
  const { value } = condition;
  const chosen = isFieldReference(value) ? value.field : plainValue;
  return (
    <Group gap={6} wrap="wrap">
      <NativeSelect
        aria-label={t('filter.compareWith')}
        value={chosen}
        data={[
          { value: plainValue, label: t('filter.aValue') },
          ...fields.map((one) => ({ value: one.path, label: label(one, target.noun.name) })),
        ]}
        onChange={({ currentTarget }) =>
          onChange(
            withValue(condition, currentTarget.value === plainValue ? undefined : { field: currentTarget.value }),
          )
        }
        style={{ flex: '1 1 8rem' }}
      />
      {chosen === plainValue && <div style={{ flex: '1 1 8rem' }}>{children}</div>}
    </Group>
  );
}
