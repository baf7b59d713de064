import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useOptions } from '../../../../web/kit/form/use-options.ts';
import { useLabels } from '../../../../web/kit/labels.ts';
import type { NameQuestion } from '../../contract/index.ts';
import type { PathTarget } from '../path-label.ts';
import { asWritten, nameOptions, shownChoice } from './name-options.ts';
import classes from './name-questions.module.css';

interface NameChoiceProps {
  readonly question: NameQuestion;
  readonly target: PathTarget;
  /** What the person decided; undefined before. */
  readonly decided: string | undefined;
  readonly onDecide: (name: string) => void;
}

/** Which record a name means: one that looks alike, any other by searching, or a new one. */
export function RecordChoice({ question, target, decided, onDecide }: NameChoiceProps) {
  const { t } = useTranslation('imports');
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const value = shownChoice(question, decided);
  const names = nameOptions(question, decided);
  const words = names.includes(typed) ? '' : typed.trim();
  const [search] = useDebouncedValue(words, 200);
  const found = useOptions(target.noun, search, open).data ?? [];
  const create = target.noun.createdByImport ? t('names.create', { name: question.value }) : null;
  const all = [...new Set([...names, ...found.flatMap(({ label }) => label || [])])];
  return (
    <Select
      className={classes.select ?? ''}
      aria-label={t('names.takenFor', { name: question.value })}
      placeholder={t('names.choose')}
      data={[
        ...(create ? [{ value: asWritten, label: create }] : []),
        ...all.map((name) => ({ value: name, label: name })),
      ]}
      comboboxProps={{ withinPortal: false }}
      filter={({ options, search: sought }) =>
        sought.trim() === '' || sought === value ? options : keep(options, sought)
      }
      value={value}
      onChange={(next) => next !== null && onDecide(next === asWritten ? '' : next)}
      searchable
      allowDeselect={false}
      searchValue={typed}
      onSearchChange={setTyped}
      onDropdownOpen={() => setOpen(true)}
    />
  );
}

/** Which option of a choice a word means; in an open choice it may stand as it is. */
export function OptionChoice({ question, target, decided, onDecide }: NameChoiceProps) {
  const { t } = useTranslation('imports');
  const labels = useLabels();
  const { field, noun } = target;
  if (field.kind !== 'choice' && field.kind !== 'choices') return null;
  const isOpen = field.kind === 'choice' && field.open === true;
  return (
    <Select
      className={classes.select ?? ''}
      aria-label={t('names.takenFor', { name: question.value })}
      placeholder={t('names.choose')}
      data={[
        ...(isOpen ? [{ value: asWritten, label: t('names.leave', { name: question.value }) }] : []),
        ...field.options.map((option) => ({
          value: option.value,
          label: labels.option(noun.name, field, option.value),
        })),
      ]}
      value={shownChoice(question, decided)}
      onChange={(next) => next !== null && onDecide(next === asWritten ? '' : next)}
      searchable
      allowDeselect={false}
    />
  );
}

/** What the server found across scripts stays; of what was offered before, what holds the letters. */
function keep<T extends object>(options: readonly T[], sought: string): T[] {
  const letters = sought.trim().toLowerCase();
  const matching = options.filter(
    (option) => 'label' in option && String(option.label).toLowerCase().includes(letters),
  );
  return matching.length > 0 ? matching : [...options];
}
