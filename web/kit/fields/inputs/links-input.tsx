import { ActionIcon, Autocomplete, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Link } from '../../../../shared/nouns/value.ts';
import { RelationPicker } from '../../form/relation-picker.tsx';
import { useLabels } from '../../labels.ts';
import type { InputProps } from '../field-view.ts';
import { ReferenceLabel } from '../values/reference-label.tsx';
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
    onLink(role ? { ...link, role } : { id: link.id, ...(link.label ? { label: link.label } : {}) });
  };
  return (
    <div className={classes.line}>
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
      <ActionIcon aria-label={t('input.unlink')} disabled={disabled} onClick={() => onLink(null)}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}
