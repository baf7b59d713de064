import { Group, NativeSelect, NumberInput, Textarea } from '@mantine/core';
import { useRef } from 'react';
import { checkFormula } from '../../../shared/formula/check.ts';
import { type FormulaFault, faultParams } from '../../../shared/formula/fault.ts';
import { listOperands } from '../../../shared/formula/field-operand.ts';
import { functionNames, signaturesOf } from '../../../shared/formula/functions.ts';
import { formulaLimits } from '../../../shared/formula/limits.ts';
import type { Noun } from '../../../shared/nouns/noun.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useLabels } from '../../../web/kit/labels.ts';
import { ComputedPreview } from './computed-preview.tsx';
import type { FieldDraft } from './field-form.ts';
import { useDeclaredNouns } from './use-declared-nouns.ts';

interface FormulaInputProps {
  readonly noun: string;
  readonly draft: FieldDraft;
  readonly error: string | undefined;
  readonly onChange: (part: Partial<FieldDraft>) => void;
}

/** Writes a formula: checked as it is typed, with the fields and functions there are, and tried on a real record. */
export function FormulaInput({ noun: name, draft, error, onChange }: FormulaInputProps) {
  const { t } = useTranslation('customisation');
  const input = useRef<HTMLTextAreaElement>(null);
  const nouns = useDeclaredNouns();
  const faultText = useFaultText();
  const noun = nouns(name);
  const { formula } = draft;
  const checked = noun && formula.trim() !== '' ? checkFormula(formula, noun, nouns) : null;
  const fault = checked && 'fault' in checked ? faultText(checked.fault) : undefined;
  const insert = (text: string) => {
    const at = input.current?.selectionStart ?? formula.length;
    onChange({ formula: `${formula.slice(0, at)}${text}${formula.slice(input.current?.selectionEnd ?? at)}` });
    input.current?.focus();
  };
  return (
    <>
      <Textarea
        ref={input}
        label={t('formula.label')}
        description={t('formula.hint')}
        required
        autosize
        minRows={2}
        maxLength={formulaLimits.length}
        spellCheck={false}
        value={formula}
        error={fault ?? error}
        onChange={(event) => onChange({ formula: event.currentTarget.value })}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      {noun && <Suggestions noun={noun} onInsert={insert} />}
      {checked && 'formula' in checked && (
        <>
          {checked.formula.result === 'number' && <Digits draft={draft} onChange={onChange} />}
          <ComputedPreview noun={name} computed={{ formula }} scale={draft.scale} />
        </>
      )}
    </>
  );
}

/** What a fault says; kinds of values are named in the language of the page. */
function useFaultText(): (fault: FormulaFault) => string {
  const { t } = useTranslation('customisation');
  return (fault) => {
    const params = faultParams(fault);
    const kinds = (value: unknown) =>
      String(value)
        .split('|')
        .map((kind) => t(`formula.types.${kind}`, { defaultValue: kind }))
        .join(' / ');
    const named =
      fault.code === 'formulaArgumentType' ? { wanted: kinds(params.wanted), given: kinds(params.given) } : {};
    return t(`errors:${fault.code}`, { ...params, ...named });
  };
}

interface SuggestionsProps {
  readonly noun: Noun;
  readonly onInsert: (text: string) => void;
}

function Suggestions({ noun, onInsert }: SuggestionsProps) {
  const { t } = useTranslation('customisation');
  const nouns = useDeclaredNouns();
  const nameOf = useOperandName(noun);
  const fields = listOperands(noun, nouns).map((path) => ({ value: path, label: `${nameOf(path)} (${path})` }));
  const functions = functionNames.map((name) => ({
    value: name,
    label: callOf(name, (type) => t(`formula.types.${type}`)),
  }));
  return (
    <Group grow>
      <NativeSelect
        label={t('formula.insertField')}
        value=""
        data={[{ value: '', label: t('formula.choose') }, ...fields]}
        onChange={(event) => event.currentTarget.value && onInsert(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('formula.insertFunction')}
        value=""
        data={[{ value: '', label: t('formula.choose') }, ...functions]}
        onChange={(event) => event.currentTarget.value && onInsert(`${event.currentTarget.value}()`)}
      />
    </Group>
  );
}

/** `left(text, number)`, its kinds of values in the language of the page. */
function callOf(name: string, kindName: (type: string) => string): string {
  const [signature] = signaturesOf(name.toLowerCase(), false) ?? [];
  const args = (signature?.args ?? []).map(kindName);
  return `${name}(${args.join(', ')}${signature?.repeats ? ', …' : ''})`;
}

/** "Company → Industry" for `company.industry`. */
function useOperandName(noun: Noun): (path: string) => string {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const nouns = useDeclaredNouns();
  const step = (at: Noun | null, names: readonly string[]): readonly string[] => {
    const [name = '', ...rest] = names;
    const field = at?.fields[name];
    if (!at || !field) return names.map((part) => t(`part.${part}`, { defaultValue: part }));
    const target = field.kind === 'relation' ? nouns(field.to) : field.kind === 'member' ? nouns('member') : null;
    return [labels.field(at.name, { name, ...field }), ...(rest.length > 0 ? step(target, rest) : [])];
  };
  return (path) => step(noun, path.split('.')).join(' → ');
}

function Digits({ draft, onChange }: Pick<FormulaInputProps, 'draft' | 'onChange'>) {
  const { t } = useTranslation('customisation');
  return (
    <NumberInput
      label={t('formula.digits')}
      min={0}
      max={10}
      allowDecimal={false}
      value={draft.scale ?? 2}
      onChange={(value) => onChange({ scale: typeof value === 'number' ? value : null })}
    />
  );
}
