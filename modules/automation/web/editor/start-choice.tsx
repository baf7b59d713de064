import { Group, NumberInput, Radio, Select, Stack, Text } from '@mantine/core';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { useLabels } from '../../../../web/kit/labels.ts';
import type { CalendarStart, ProcessInput } from '../../contract/index.ts';
import { hourText } from '../hour-text.ts';
import { firstUnder } from './errors-under.ts';
import { FilterPart } from './filter-part.tsx';

type Start = ProcessInput['start'];

interface StartChoiceProps {
  readonly draft: Pick<ProcessInput, 'noun' | 'start'>;
  /** By their paths in the request. */
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (part: { readonly start: Start }) => void;
}

/** What starts a process: a record is made, comes to match, or a day by one of its dates has come. */
export function StartChoice({ draft, errors, onChange }: StartChoiceProps) {
  const { t } = useTranslation('automation');
  const noun = useNoun(draft.noun);
  const { start } = draft;
  if (!noun) return null;
  const [first] = datesOf(noun);
  const begin = (on: string): Start => {
    if (on === 'date' && first) return { on, field: first.name, count: 0, unit: 'days', side: 'before', hour: 9 };
    return on === 'matches' ? { on, filter: { all: [] } } : { on: 'made' };
  };
  return (
    <>
      <Radio.Group label={t('startLabel')} value={start.on} onChange={(on) => onChange({ start: begin(on) })}>
        <Stack gap={6} mt={6}>
          <Radio value="made" label={t('start.made')} />
          <Radio value="matches" label={t('start.matches')} description={t('startMatchesHint')} />
          <Radio value="date" label={t('start.date')} description={t('startDateHint')} />
        </Stack>
      </Radio.Group>
      {start.on === 'matches' && (
        <FilterPart
          noun={noun}
          ofItself
          filter={'all' in start.filter && start.filter.all.length === 0 ? null : start.filter}
          label={t('startFilter')}
          none={t('startFilterNone')}
          error={firstUnder(errors, 'start')}
          onChange={(filter) => onChange({ start: { on: 'matches', filter: filter ?? { all: [] } } })}
        />
      )}
      {start.on === 'date' && (
        <DateChoice noun={noun} start={start} errors={errors} onChange={(next) => onChange({ start: next })} />
      )}
    </>
  );
}

interface DateChoiceProps {
  readonly noun: NounMetadata;
  readonly start: CalendarStart;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (start: CalendarStart) => void;
}

const sides = [
  ['days', 'before'],
  ['workingDays', 'before'],
  ['days', 'after'],
  ['workingDays', 'after'],
] as const;
const hours = Array.from({ length: 24 }, (_, hour) => hour);

function DateChoice({ noun, start, errors, onChange }: DateChoiceProps) {
  const { t } = useTranslation('automation');
  const labels = useLabels();
  return (
    <Stack gap="xs">
      <Group align="flex-end" grow preventGrowOverflow={false}>
        <NumberInput
          label={t('calendar.count')}
          min={0}
          max={366}
          allowDecimal={false}
          value={start.count}
          error={errors['start.count']}
          onChange={(count) => onChange({ ...start, count: Number(count) || 0 })}
        />
        <Select
          label={t('calendar.side')}
          allowDeselect={false}
          disabled={start.count === 0}
          data={sides.map(([unit, side]) => ({ value: `${unit} ${side}`, label: t(`calendar.sides.${unit}.${side}`) }))}
          value={`${start.unit} ${start.side}`}
          onChange={(chosen) => {
            const found = sides.find(([unit, side]) => `${unit} ${side}` === chosen);
            if (found) onChange({ ...start, unit: found[0], side: found[1] });
          }}
        />
      </Group>
      <Group align="flex-end" grow preventGrowOverflow={false}>
        <Select
          label={t('calendar.field')}
          allowDeselect={false}
          searchable
          data={datesOf(noun).map((field) => ({ value: field.name, label: labels.field(noun.name, field) }))}
          error={errors['start.field']}
          value={start.field}
          onChange={(field) => field && onChange({ ...start, field })}
        />
        <Select
          label={t('calendar.hour')}
          allowDeselect={false}
          data={hours.map((hour) => ({ value: String(hour), label: hourText(hour) }))}
          value={String(start.hour)}
          onChange={(hour) => hour && onChange({ ...start, hour: Number(hour) })}
        />
      </Group>
      <Text size="xs" c="dimmed">
        {t('calendar.hint')}
      </Text>
    </Stack>
  );
}

/** The dates of a record, its own first. */
function datesOf(noun: NounMetadata) {
  return noun.fields.filter(
    ({ name, kind, masked, retired }) =>
      (kind === 'date' || kind === 'datetime') && name !== 'deletedAt' && !masked && !retired,
  );
}
