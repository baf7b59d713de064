import { Select } from '@mantine/core';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { RelationPicker } from '../../../../web/kit/form/relation-picker.tsx';
import type { Whom } from '../../contract/index.ts';

const choices = ['owner', 'head', 'starter', 'member'] as const;

interface WhomInputProps {
  readonly label: string;
  readonly value: Whom;
  /** By their paths in the step. */
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (whom: Whom) => void;
}

/** For whom something is: the record's owner, their head, who gave occasion, or one member. */
export function WhomInput({ label, value, errors, onChange }: WhomInputProps) {
  const { t } = useTranslation('automation');
  return (
    <div>
      <Select
        label={label}
        allowDeselect={false}
        data={choices.map((who) => ({ value: who, label: t(`whom.${who}`) }))}
        error={errors['for.who']}
        value={value.who}
        onChange={(who) => {
          if (who === 'member') onChange({ who, member: '' });
          else if (who) onChange({ who: who as 'owner' | 'head' | 'starter' });
        }}
      />
      {value.who === 'member' && (
        <RelationPicker
          noun="member"
          ariaLabel={t('whom.member')}
          error={errors['for.member']}
          filter={{ field: 'active', op: 'is', value: true }}
          value={value.member ? { id: value.member } : null}
          onChange={(chosen) => onChange({ who: 'member', member: chosen?.id ?? '' })}
        />
      )}
    </div>
  );
}
