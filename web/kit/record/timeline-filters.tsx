import { Button, Chip, Stack } from '@mantine/core';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { changeChannel } from '../../../shared/timeline/change-channel.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { findField } from '../data/named-field.ts';
import { DayInput } from '../fields/inputs/day-input.tsx';
import { RelationPicker } from '../form/relation-picker.tsx';
import { useLabels } from '../labels.ts';
import classes from './timeline.module.css';
import type { TimelineFilter } from './use-timeline.ts';

interface TimelineFiltersProps {
  /** The nouns whose records tell. */
  readonly tellers: readonly NounMetadata[];
  readonly filter: TimelineFilter;
  readonly onChange: (filter: TimelineFilter) => void;
}

/** By which channels, by whom and when: every choice counts at once. */
export default function TimelineFilters({ tellers, filter, onChange }: TimelineFiltersProps) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const author = tellers.flatMap((noun) => findField(noun, noun.tells?.by ?? '') ?? []).at(-1);
  const teller = tellers.at(-1);
  return (
    <Stack gap="sm" className={classes.filters ?? ''}>
      <Chip.Group
        multiple
        value={[...(filter.channels ?? [])]}
        onChange={(channels) => onChange({ ...filter, channels })}
      >
        <fieldset className={classes.channels} aria-label={t('timeline.filter')}>
          {channelsOf(tellers, labels, t('timeline.changes')).map(({ value, label }) => (
            <Chip key={value} value={value} size="sm">
              {label}
            </Chip>
          ))}
        </fieldset>
      </Chip.Group>
      <RelationPicker
        noun="member"
        label={author && teller ? labels.field(teller.name, author) : ''}
        value={filter.by ?? null}
        onChange={(by) => onChange({ ...filter, by: by ?? undefined })}
        within
      />
      <div className={classes.span}>
        <DayInput
          label={t('input.from')}
          value={filter.from ?? null}
          onChange={(day) => onChange({ ...filter, from: day ?? undefined })}
        />
        <DayInput
          label={t('input.until')}
          value={filter.until ?? null}
          onChange={(day) => onChange({ ...filter, until: day ?? undefined })}
        />
      </div>
      <Button variant="default" onClick={() => onChange({})}>
        {t('filter.clear')}
      </Button>
    </Stack>
  );
}

/** A noun without kinds of its own is one channel; the kinds of the others come after. */
function channelsOf(tellers: readonly NounMetadata[], labels: ReturnType<typeof useLabels>, changes: string) {
  const found = tellers.flatMap((noun) => {
    const field = noun.tells?.channel ? findField(noun, noun.tells.channel) : undefined;
    if (field?.kind !== 'choice') return [{ value: noun.name, label: labels.noun(noun.name) }];
    return field.options.map(({ value }) => ({ value, label: labels.option(noun.name, field, value) }));
  });
  return [...found, { value: changeChannel, label: changes }];
}
