import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useLabels } from '../../../web/kit/labels.ts';
import classes from './api-keys.module.css';
import type { ApiKey } from './api-keys.queries.ts';
import { useKeyRoles } from './key-role.tsx';

interface ApiKeyLineProps {
  readonly apiKey: ApiKey;
  /** What else there is to say of it, before the rest. */
  readonly more?: readonly { readonly label: string; readonly value: string }[];
  readonly onDelete: () => void;
}

/** A key by its first characters, since when it is there, and whether anything uses it. */
export function ApiKeyLine({ apiKey, more = [], onDelete }: ApiKeyLineProps) {
  const { t } = useTranslation('workspace');
  const format = useFormat();
  const labels = useLabels();
  const roleName = useKeyRoles().find(({ value }) => value === apiKey.role)?.label;
  const facts = [
    ...more,
    { label: t('apiKeys.created'), value: format.date(apiKey.createdAt) },
    { label: t('apiKeys.used'), value: format.dateTime(apiKey.lastUsedAt) || t('apiKeys.unused') },
    { label: t('apiKeys.expires'), value: format.date(apiKey.expiresAt) || t('apiKeys.never') },
    ...(apiKey.networks.length > 0 ? [{ label: t('apiKeys.networks'), value: apiKey.networks.join(', ') }] : []),
    ...(apiKey.scopes
      ? [{ label: t('apiKeys.scopes'), value: Object.keys(apiKey.scopes).map(labels.nouns).join(', ') }]
      : []),
    ...(apiKey.role ? [{ label: t('apiKeys.role'), value: roleName ?? t('apiKeys.someRole') }] : []),
  ];
  return (
    <li className={classes.key}>
      <span className={classes.name}>
        {apiKey.readOnly ? `${apiKey.name} · ${t('apiKeys.readOnly')}` : apiKey.name}
      </span>
      <code className={classes.start}>{apiKey.start}…</code>
      <dl className={classes.facts}>
        {facts.map(({ label, value }) => (
          <div key={label} className={classes.fact}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ActionIcon
        className={classes.delete}
        aria-label={t('apiKeys.deleteNamed', { name: apiKey.name })}
        onClick={onDelete}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </li>
  );
}
