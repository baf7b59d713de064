import { ActionIcon, Popover } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord, Reference } from '../../../../shared/nouns/value.ts';
import { useFormat } from '../../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { findField } from '../../../../web/kit/data/named-field.ts';
import { titleOf } from '../../../../web/kit/data/record-title.ts';
import { isEmptyValue } from '../../../../web/kit/data/record-values.ts';
import { FieldValue } from '../../../../web/kit/fields/field-value.tsx';
import { RelationPicker } from '../../../../web/kit/form/relation-picker.tsx';
import { RecordLink } from '../../../../web/kit/record-link.tsx';
import classes from './org-chart.module.css';

interface PersonCardProps {
  readonly noun: NounMetadata;
  readonly person: AnyRecord;
  /** Null where the chart is only to be looked at. */
  readonly onReportsTo: ((above: Reference | null) => void) | null;
}

const told = ['decisionRole', 'attitude', 'influence'] as const;

/** Who it is, and what they mean for the decision. */
export function PersonCard({ noun, person, onReportsTo }: PersonCardProps) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const name = titleOf(noun, person, format);
  const works = person.company as Reference | null;
  const choose = (above: Reference | null) => {
    setOpen(false);
    onReportsTo?.(above);
  };
  return (
    <div className={classes.card}>
      <div className={classes.head}>
        <RecordLink noun="person" id={person.id}>
          {name}
        </RecordLink>
        {onReportsTo && (
          <Popover opened={isOpen} onChange={setOpen} trapFocus returnFocus width={260}>
            <Popover.Target>
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={t('chart.reportsTo', { name })}
                title={t('chart.reportsTo', { name })}
                onClick={() => setOpen(!isOpen)}
              >
                <IconArrowUp size={14} />
              </ActionIcon>
            </Popover.Target>
            <Popover.Dropdown>
              <RelationPicker
                noun="person"
                value={(person.reportsTo ?? null) as Reference | null}
                onChange={choose}
                ariaLabel={t('chart.reportsTo', { name })}
                filter={works ? { field: 'company', op: 'is', value: works.id } : undefined}
                autoFocus
                first
                within
              />
            </Popover.Dropdown>
          </Popover>
        )}
      </div>
      {!isEmptyValue(person.jobTitle) && <div className={classes.job}>{String(person.jobTitle)}</div>}
      <div className={classes.marks}>
        {told.map((field) => {
          const found = findField(noun, field);
          return found && !isEmptyValue(person[field]) ? (
            <FieldValue key={field} noun={noun} field={found} value={person[field]} record={person} compact />
          ) : null;
        })}
      </div>
    </div>
  );
}
