import { Radio, Stack } from '@mantine/core';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { findField } from '../../../../web/kit/data/named-field.ts';
import FieldInput from '../../../../web/kit/fields/inputs/field-input.tsx';
import { RelationPicker } from '../../../../web/kit/form/relation-picker.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';
import type { TargetProposal } from '../../contract/conversion.api.ts';
import classes from './conversion.module.css';
import type { TargetDraft } from './conversion-draft.ts';

interface TargetChoiceProps {
  readonly noun: NounMetadata;
  readonly label: string;
  readonly proposal: TargetProposal;
  /** The fields asked for where the record is a new one. */
  readonly asked: readonly string[];
  readonly draft: TargetDraft;
  /** What the server objects to, by path: `company.name`. */
  readonly faults: Readonly<Record<string, string>>;
  readonly onChange: (draft: TargetDraft) => void;
}

/** One of the records a lead becomes: who is there already, a new one, or none. */
export function TargetChoice({ noun, label, proposal, asked, draft, faults, onChange }: TargetChoiceProps) {
  const { t } = useTranslation('leads');
  const joins = noun.name !== 'deal';
  return (
    <div>
      <Radio.Group
        label={label}
        error={faults[noun.name]}
        value={draft.choice}
        onChange={(choice) => onChange({ ...draft, choice })}
      >
        <Stack gap={6} mt={4}>
          {proposal.matches.map((match) => (
            <Radio key={match.id} value={match.id} label={t('conversion.existing', { name: match.label })} />
          ))}
          {noun.may.create && <Radio value="new" label={t('conversion.newOne')} />}
          {joins && <Radio value="other" label={t('conversion.another')} />}
          <Radio value="none" label={t('conversion.none')} />
        </Stack>
      </Radio.Group>
      {draft.choice === 'other' && (
        <div className={classes.inputs}>
          <RelationPicker
            noun={noun.name}
            ariaLabel={label}
            autoFocus
            value={draft.other}
            onChange={(other) => onChange({ ...draft, other })}
          />
        </div>
      )}
      {draft.choice === 'new' && <NewRecord {...{ noun, asked, draft, faults, onChange }} />}
    </div>
  );
}

type NewRecordProps = Pick<TargetChoiceProps, 'noun' | 'asked' | 'draft' | 'faults' | 'onChange'>;

function NewRecord({ noun, asked, draft, faults, onChange }: NewRecordProps) {
  const labels = useLabels();
  return (
    <div className={classes.inputs}>
      {asked.map((name) => {
        const field = findField(noun, name);
        if (!field) return null;
        return (
          <FieldInput
            key={name}
            noun={noun}
            field={field}
            label={labels.field(noun.name, field)}
            value={draft.values[name] ?? null}
            error={faults[`${noun.name}.${name}`]}
            onChange={(value) => onChange({ ...draft, values: { ...draft.values, [name]: value } })}
          />
        );
      })}
    </div>
  );
}
