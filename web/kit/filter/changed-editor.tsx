import { ActionIcon, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Changed } from '../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { isSystem } from '../data/named-field.ts';
import { useLabels } from '../labels.ts';
import { DayValue } from './day-value.tsx';
import classes from './filter-builder.module.css';
import { isRelativeDay } from './relative-day.ts';

interface ChangedEditorProps {
  readonly noun: NounMetadata;
  readonly changed: Changed;
  /** Null takes it away. */
  readonly onChange: (changed: Changed | null) => void;
}

/** What was changed of the record, and since when. */
export function ChangedEditor({ noun, changed, onChange }: ChangedEditorProps) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const { field, since } = changed;
  const fields = noun.fields.filter((one) => !isSystem(one));
  const [first] = fields;
  return (
    <div className={classes.change}>
      <NativeSelect
        aria-label={t('filter.changed.what')}
        value={field ?? ''}
        data={[
          { value: '', label: t('filter.changed.anything') },
          ...fields.map((one) => ({
            value: one.name,
            label: t('filter.changed.field', { field: labels.field(noun.name, one) }),
          })),
        ]}
        onChange={(event) => {
          const name = event.currentTarget.value;
          onChange(name === '' ? { since } : { field: name, since });
        }}
      />
      <span className={classes.word}>{t('filter.changed.since')}</span>
      {first && (
        <DayValue
          target={{ path: first.name, noun, field: first, through: null, ofChild: false, part: null }}
          condition={{ field: first.name, op: 'atLeast', value: since }}
          onChange={({ value }) => {
            if (typeof value === 'string' || isRelativeDay(value)) onChange({ ...changed, since: value });
          }}
        />
      )}
      <ActionIcon aria-label={t('filter.remove')} onClick={() => onChange(null)}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}
