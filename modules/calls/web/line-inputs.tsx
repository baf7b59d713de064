import { ActionIcon, Button, Group, Input, MultiSelect, NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { findField } from '../../../web/kit/data/named-field.ts';
import { useLabels } from '../../../web/kit/labels.ts';
import type { Line } from '../contract/index.ts';
import { type Draft, emptyLine } from './exchange-draft.ts';
import classes from './telephony.module.css';

interface LineInputsProps {
  readonly draft: Pick<Draft, 'lines' | 'extensions'>;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (lines: Line[]) => void;
}

/** The numbers clients call: what they are called, who answers, and what becomes of who is not known. */
export function LineInputs({ draft: { lines, extensions }, errors, onChange }: LineInputsProps) {
  const { t } = useTranslation('calls');
  const answering = extensions.flatMap(({ member }) =>
    member ? [{ value: member.id, label: member.label ?? '' }] : [],
  );
  const people = answering.filter(({ value }, at) => answering.findIndex((one) => one.value === value) === at);
  const replace = (index: number, part: Partial<Line> | null) =>
    onChange(lines.flatMap((one, at) => (at === index ? (part ? [{ ...one, ...part }] : []) : [one])));
  return (
    <Input.Wrapper label={t('settings.lines')} description={t('settings.linesHint')} labelElement="div">
      {lines.map((line, index) => (
        <LineInput
          // biome-ignore lint/suspicious/noArrayIndexKey: two of the same number differ in nothing but their place
          key={index}
          line={line}
          people={people}
          errorOf={(name) => errors[`lines.${index}.${name}`]}
          onChange={(part) => replace(index, part)}
        />
      ))}
      <div>
        <Button
          variant="subtle"
          mt="xs"
          leftSection={<IconPlus size={16} />}
          onClick={() => onChange([...lines, emptyLine])}
        >
          {t('settings.addLine')}
        </Button>
      </div>
    </Input.Wrapper>
  );
}

interface LineInputProps {
  readonly line: Line;
  readonly people: readonly { readonly value: string; readonly label: string }[];
  readonly errorOf: (name: string) => string | undefined;
  readonly onChange: (part: Partial<Line> | null) => void;
}

function LineInput({ line, people, errorOf, onChange }: LineInputProps) {
  const { t } = useTranslation('calls');
  const labels = useLabels();
  const noun = useNoun('lead');
  const field = noun ? findField(noun, 'source') : null;
  const sources = field?.kind === 'choice' ? field.options.filter(({ retired }) => !retired) : [];
  return (
    <div className={classes.line}>
      <Group gap="xs" align="flex-start" wrap="nowrap">
        <TextInput
          flex={1}
          label={t('settings.lineNumber')}
          placeholder="+374 10 500000"
          maxLength={40}
          value={line.number}
          error={errorOf('number')}
          onChange={(event) => onChange({ number: event.currentTarget.value })}
        />
        <TextInput
          flex={1}
          label={t('settings.lineName')}
          maxLength={100}
          value={line.name}
          error={errorOf('name')}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <ActionIcon
          variant="subtle"
          size="lg"
          mt="1.5rem"
          aria-label={t('settings.removeLine')}
          onClick={() => onChange(null)}
        >
          <IconTrash size={18} />
        </ActionIcon>
      </Group>
      <MultiSelect
        label={t('settings.answers')}
        description={t('settings.answersHint')}
        searchable
        data={people}
        value={line.members.filter((id) => people.some(({ value }) => value === id))}
        onChange={(members) => onChange({ members })}
      />
      <div className={classes.pair}>
        {field?.kind === 'choice' && (
          <Select
            label={t('settings.source')}
            clearable
            data={sources.map(({ value }) => ({ value, label: labels.option('lead', field, value) }))}
            value={line.source}
            error={errorOf('source')}
            onChange={(source) => onChange({ source })}
          />
        )}
        <NumberInput
          label={t('settings.callBackMinutes')}
          min={1}
          max={10_080}
          allowDecimal={false}
          value={line.callBackMinutes}
          error={errorOf('callBackMinutes')}
          onChange={(minutes) => onChange({ callBackMinutes: Number(minutes) || 1 })}
        />
      </div>
      <Switch
        label={t('settings.makesLeads')}
        checked={line.makesLeads}
        onChange={(event) => onChange({ makesLeads: event.currentTarget.checked })}
      />
    </div>
  );
}
