import { ActionIcon, Button, Popover } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord, Link } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { notifyProblem } from '../../shell/notify.ts';
import { part } from '../../ui/part.tsx';
import type { NamedFieldOf } from '../data/named-field.ts';
import { useRecordColors } from '../data/record-colors.ts';
import { useUpdateRecord } from '../data/record-mutations.ts';
import { ChoiceBadge } from '../fields/values/choice-badge.tsx';
import { ReferenceLabel } from '../fields/values/reference-label.tsx';
import { useLabels } from '../labels.ts';
import { RecordLink } from '../record-link.tsx';
import classes from './badge-bar.module.css';
import { useCardKeys } from './use-card-keys.ts';

const RelationPicker = part(async () => ({ default: (await import('../form/relation-picker.tsx')).RelationPicker }));

interface BadgeBarProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

type BadgesField = NamedFieldOf<'links'>;

/** What the record was marked with (tags, groups), and more of it: each field has a key of its own. */
export function BadgeBar({ noun, record }: BadgeBarProps) {
  const fields = noun.fields.filter(
    (field): field is BadgesField => field.kind === 'links' && field.badges !== undefined,
  );
  const isFixed = !noun.may.update || Boolean(record.deletedAt);
  const [open, setOpen] = useState<string | null>(null);
  const labels = useLabels();
  useCardKeys(
    Object.fromEntries(isFixed ? [] : fields.map(({ badges = '', name }) => [`Key${badges}`, name])),
    setOpen,
    (name) => {
      const field = fields.find((one) => one.name === name);
      return { label: 'kit:keys.card.badge', values: { field: field ? labels.field(noun.name, field) : name } };
    },
  );
  if (fields.length === 0) return null;
  return (
    <div className={classes.bar}>
      {fields.map((field) => (
        <Badges
          key={field.name}
          {...{ noun, record, field, isFixed }}
          isOpen={open === field.name}
          onOpen={(isOpen) => setOpen(isOpen ? field.name : null)}
        />
      ))}
    </div>
  );
}

interface BadgesProps extends BadgeBarProps {
  readonly field: BadgesField;
  readonly isFixed: boolean;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}

function Badges({ noun, record, field, isFixed, isOpen, onOpen }: BadgesProps) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const update = useUpdateRecord(noun);
  const colorOf = useRecordColors(field.to);
  const links = (record[field.name] ?? []) as readonly Link[];
  const label = labels.field(noun.name, field);
  const change = (next: readonly Link[]) =>
    update.mutate(
      { id: record.id, version: record.version, values: { [field.name]: next } },
      { onError: (error) => notifyProblem(error, t) },
    );
  const add = (link: Link | null) => {
    onOpen(false);
    if (link && !links.some(({ id }) => id === link.id)) change([...links, link]);
  };
  if (isFixed && links.length === 0) return null;
  return (
    <fieldset className={classes.badges} aria-label={label}>
      {links.map((link) => (
        <span key={link.id} className={classes.mark}>
          <ChoiceBadge color={colorOf(link.id)}>
            <RecordLink noun={field.to} id={link.id}>
              <ReferenceLabel noun={field.to} reference={link} />
            </RecordLink>
          </ChoiceBadge>
          {!isFixed && (
            <ActionIcon
              size={16}
              className={classes.remove}
              variant="transparent"
              color="gray"
              aria-label={t('badges.remove', { name: link.label ?? label })}
              onClick={() => change(links.filter(({ id }) => id !== link.id))}
            >
              <IconX size={12} />
            </ActionIcon>
          )}
        </span>
      ))}
      {!isFixed && (
        <Popover opened={isOpen} onChange={onOpen} trapFocus returnFocus width={260} position="bottom-start">
          <Popover.Target>
            <Button
              variant="subtle"
              color="gray"
              size="compact-xs"
              className={classes.add}
              leftSection={<IconPlus size={12} />}
              title={`${label} (${field.badges})`}
              onClick={() => onOpen(!isOpen)}
            >
              {label}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <Suspense>
              <RelationPicker
                noun={field.to}
                value={null}
                onChange={add}
                ariaLabel={label}
                creatable
                first
                autoFocus
                within
              />
            </Suspense>
          </Popover.Dropdown>
        </Popover>
      )}
    </fieldset>
  );
}
