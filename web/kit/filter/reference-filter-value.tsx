import { Pill, Stack } from '@mantine/core';
import type { Filter } from '../../../shared/filter/filter.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { targetNoun } from '../data/named-field.ts';
import { ReferenceLabel } from '../fields/values/reference-label.tsx';
import { RelationPicker } from '../form/relation-picker.tsx';
import { type ConditionValueProps, withValue } from './condition-edit.ts';
import { arityOf } from './new-condition.ts';

const everybody: Filter = { all: [] };

/** The records a condition compares with: one, or several; for members also "me". */
export function ReferenceFilterValue({ target, condition, onChange }: ConditionValueProps) {
  const { t } = useTranslation('kit');
  const noun = targetNoun(target.field);
  const many = arityOf(condition.op) === 'many';
  const ids = (Array.isArray(condition.value) ? condition.value : [condition.value]).filter(
    (id): id is string => typeof id === 'string',
  );
  const me = { id: '@me', label: t('filter.me') };
  const pinned = noun === 'member' ? [me] : [];
  // Services are looked for too: records may be theirs.
  const among = noun === 'member' ? everybody : undefined;
  const shown = (id: string) => (id === me.id ? me : { id });
  if (!many) {
    const [id] = ids;
    return (
      <RelationPicker
        noun={noun}
        ariaLabel={t('filter.value')}
        pinned={pinned}
        filter={among}
        value={id ? shown(id) : null}
        onChange={(reference) => onChange(withValue(condition, reference?.id))}
      />
    );
  }
  return (
    <Stack gap={6}>
      <Pill.Group>
        {ids.map((id) => (
          <Pill
            key={id}
            withRemoveButton
            removeButtonProps={{ 'aria-label': t('filter.remove') }}
            onRemove={() =>
              onChange(
                withValue(
                  condition,
                  ids.filter((other) => other !== id),
                ),
              )
            }
          >
            {id === me.id ? me.label : <ReferenceLabel noun={noun} reference={{ id }} />}
          </Pill>
        ))}
      </Pill.Group>
      <RelationPicker
        noun={noun}
        ariaLabel={t('filter.value')}
        pinned={pinned}
        filter={among}
        value={null}
        onChange={(reference) => reference && onChange(withValue(condition, [...new Set([...ids, reference.id])]))}
      />
    </Stack>
  );
}
