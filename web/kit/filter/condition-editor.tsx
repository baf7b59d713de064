import { ActionIcon, NativeSelect, Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Condition, Operator } from '../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { localText } from '../../i18n/local-text.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { firstMatches, mostOffered } from '../data/first-matches.ts';
import { renderOptionWithHelp } from '../fields/option-with-help.tsx';
import { useLabels } from '../labels.ts';
import { ConditionValue } from './condition-value.tsx';
import classes from './filter-builder.module.css';
import type { FilterTarget } from './filter-fields.ts';
import { operatorWord } from './filter-words.tsx';
import { newCondition, targetOperators, withOperator } from './new-condition.ts';
import { useTargetLabel } from './use-target-label.ts';

interface ConditionEditorProps {
  readonly noun: NounMetadata;
  readonly targets: readonly FilterTarget[];
  readonly condition: Condition;
  /** Null takes the condition away. */
  readonly onChange: (condition: Condition | null) => void;
}

/** One condition: what, how, and compared with what. */
export function ConditionEditor({ noun, targets, condition, onChange }: ConditionEditorProps) {
  const { t } = useTranslation('kit');
  const target = targets.find(({ path }) => path === condition.field);
  const retarget = (path: string | null) => {
    const next = targets.find((one) => one.path === path);
    if (next) onChange(newCondition(next));
  };
  return (
    <div className={classes.condition}>
      <Select
        aria-label={t('filter.field')}
        searchable
        limit={mostOffered}
        filter={firstMatches}
        allowDeselect={false}
        value={condition.field}
        data={useTargetOptions(noun, targets)}
        renderOption={renderOptionWithHelp}
        // What is typed looks for another field instead of lengthening the name of this one.
        onFocus={(event) => event.currentTarget.select()}
        comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
        styles={{ dropdown: { minWidth: '12rem', maxWidth: 'min(22rem, 90vw)' } }}
        onChange={retarget}
      />
      {target ? (
        <>
          <NativeSelect
            aria-label={t('filter.operator')}
            data-autofocus
            value={condition.op}
            data={targetOperators(target).map((op) => ({
              value: op,
              label: t(`operator.${operatorWord(target.field.kind, op)}`),
            }))}
            onChange={(event) => onChange(withOperator(condition, event.currentTarget.value as Operator))}
          />
          <ConditionValue target={target} condition={condition} onChange={onChange} />
        </>
      ) : (
        <>
          <span />
          <span />
        </>
      )}
      <ActionIcon aria-label={t('filter.remove')} onClick={() => onChange(null)}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}

/** What the workspace says of a field; a part of it is not what it speaks of. */
const helpOf = ({ field, part }: FilterTarget, language: string): string | undefined =>
  part === null ? localText(field.help, language) : undefined;

/** The noun's own fields first, then a group for each relation. */
function useTargetOptions(noun: NounMetadata, targets: readonly FilterTarget[]) {
  const { i18n } = useTranslation();
  const labels = useLabels();
  const label = useTargetLabel();
  const groups = new Map<string, { value: string; label: string; help: string | undefined }[]>();
  for (const target of targets) {
    const group = target.through ? labels.field(noun.name, target.through) : labels.noun(noun.name);
    const option = { value: target.path, label: label(target, noun.name), help: helpOf(target, i18n.language) };
    groups.set(group, [...(groups.get(group) ?? []), option]);
  }
  return [...groups].map(([group, items]) => ({ group, items }));
}
