import { ActionIcon, Autocomplete, Popover, Stack, Text } from '@mantine/core';
import { IconCalendar, IconX } from '@tabler/icons-react';
import type { Link } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { RelationPicker } from '../../form/relation-picker.tsx';
import { useLabels } from '../../labels.ts';
import type { InputProps } from '../field-view.ts';
import { ReferenceLabel } from '../values/reference-label.tsx';
import { DayInput } from './day-input.tsx';
import { FieldSet } from './field-set.tsx';
import classes from './inputs.module.css';

/** Several records, each with the part it plays. */
export function LinksFieldInput(props: InputProps<'links'>) {
  const { field, value, onChange, label, ariaLabel, error, autoFocus, disabled } = props;
  const links = value ?? [];
  return (
    <FieldSet label={label} ariaLabel={ariaLabel} required={field.required === true} error={error}>
      <Stack gap={6}>
        {links.map((link) => (
          <LinkLine
            key={link.id}
            {...props}
            link={link}
            onLink={(next) => onChange(links.flatMap((other) => (other.id === link.id ? (next ?? []) : other)))}
          />
        ))}
        <RelationPicker
          noun={field.to}
          creatable
          ariaLabel={label ?? ariaLabel}
          autoFocus={autoFocus}
          disabled={disabled}
          value={null}
          onChange={(added) => added && !links.some(({ id }) => id === added.id) && onChange([...links, added])}
        />
      </Stack>
    </FieldSet>
  );
}

interface LinkLineProps extends InputProps<'links'> {
  readonly link: Link;
  /** Null takes the link away. */
  readonly onLink: (link: Link | null) => void;
}

function LinkLine({ noun, field, disabled, link, onLink }: LinkLineProps) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const roles = (field.roles ?? []).map((role) => ({ role, label: labels.role(noun.name, field, role) }));
  const shown = link.role ? labels.role(noun.name, field, link.role) : '';
  const choose = (text: string) => {
    const role = roles.find(({ label }) => label === text)?.role ?? text;
    const { role: _, ...rest } = link;
    onLink(role ? { ...link, role } : rest);
  };
  return (
    <div className={classes.link}>
      <Text size="sm" truncate>
        <ReferenceLabel noun={field.to} reference={link} />
      </Text>
      <Autocomplete
        aria-label={t('input.role')}
        placeholder={t('input.role')}
        data={roles.map(({ label }) => label)}
        value={shown}
        disabled={disabled}
        onChange={choose}
      />
      <LinkDays link={link} disabled={disabled} onLink={onLink} />
      <ActionIcon aria-label={t('input.unlink')} disabled={disabled} onClick={() => onLink(null)}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}

interface LinkDaysProps {
  readonly link: Link;
  readonly disabled: boolean | undefined;
  readonly onLink: (link: Link) => void;
}

/** From when until when it holds, folded away while nothing is said of it. */
function LinkDays({ link, disabled, onLink }: LinkDaysProps) {
  const { t } = useTranslation('kit');
  const set = (name: 'from' | 'to', day: string | null) => {
    const { [name]: _, ...rest } = link;
    onLink(day ? { ...rest, [name]: day } : rest);
  };
  return (
    <Popover trapFocus withArrow>
      <Popover.Target>
        <ActionIcon
          aria-label={t('input.period')}
          variant={link.from || link.to ? 'light' : 'subtle'}
          disabled={disabled}
        >
          <IconCalendar size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <DayInput label={t('input.from')} value={link.from ?? null} onChange={(day) => set('from', day)} />
          <DayInput label={t('input.until')} value={link.to ?? null} onChange={(day) => set('to', day)} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
