import { Menu, UnstyledButton } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type MouseEvent, type ReactNode, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { type RevealReason, revealReasons } from '../../../shared/nouns/role-rights.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { notifyProblem } from '../../shell/notify.ts';
import { request } from '../../shell/request.ts';
import type { NamedField } from '../data/named-field.ts';
import { useLabels } from '../labels.ts';
import classes from './masked-value.module.css';

interface MaskedValueProps {
  readonly noun: NounMetadata;
  readonly field: NamedField;
  readonly value: unknown;
  /** The record it is of; without it nothing can be shown but the beginning. */
  readonly id: string | undefined;
  /** How a whole value is shown. */
  readonly show: (value: unknown) => ReactNode;
}

/**
 * The beginning of a value, and a button that has the rest shown where the role may: it is written down, so it is asked for one by one,
 * and stays only as long as it is on the screen.
 */
export function MaskedValue({ noun, field, value, id, show }: MaskedValueProps) {
  const [whole, setWhole] = useState<{ readonly of: unknown; readonly value: unknown } | null>(null);
  // Changed meanwhile, or another record in the same place: asked for anew.
  if (whole && whole.of === id) return show(whole.value);
  if (!id || !field.revealable) return <span>{textOf(value)}</span>;
  return (
    <Reveal noun={noun} field={field} value={value} id={id} onShown={(found) => setWhole({ of: id, value: found })} />
  );
}

interface RevealProps extends Omit<MaskedValueProps, 'show' | 'id'> {
  readonly id: string;
  readonly onShown: (value: unknown) => void;
}

function Reveal({ noun, field, value, id, onShown }: RevealProps) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const ask = useMutation({
    mutationFn: (reason: RevealReason | null) =>
      request<{ value: unknown }>('POST', '/api/v1/reveals', {
        ...{ noun: noun.name, id, field: field.name },
        ...(reason ? { reason } : {}),
      }),
    onSuccess: ({ value: whole }) => onShown(whole),
    onError: (error) => notifyProblem(error, t, noun.name),
  });
  const button = (onClick?: () => void) => (
    <UnstyledButton
      className={classes.button}
      aria-label={t('reveal.show', { field: labels.field(noun.name, field), value: textOf(value) })}
      title={t('reveal.hint')}
      disabled={ask.isPending}
      onMouseDown={stay}
      onDoubleClick={stay}
      onKeyDown={(event) => event.stopPropagation()}
      onClick={(event) => {
        stay(event);
        event.preventDefault();
        onClick?.();
      }}
    >
      {textOf(value)}
      <IconEye size={14} stroke={1.6} aria-hidden />
    </UnstyledButton>
  );
  if (field.revealable === 'freely') return button(() => ask.mutate(null));
  return (
    <Menu withinPortal position="bottom-start">
      <Menu.Target>{button()}</Menu.Target>
      <Menu.Dropdown onClick={stay} onMouseDown={stay}>
        <Menu.Label>{t('reveal.why')}</Menu.Label>
        {revealReasons.map((reason) => (
          <Menu.Item key={reason} onClick={() => ask.mutate(reason)}>
            {t(`reveal.reasons.${reason}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The row it stands in does not act too. */
function stay(event: MouseEvent): void {
  event.stopPropagation();
}

/** Masked are texts, and lists of addresses and numbers. */
function textOf(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return (value as readonly { readonly address?: string; readonly number?: string }[])
    .map(({ address, number }) => address ?? number ?? '')
    .join(', ');
}
