import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { problemFields } from '../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import type { Webhook, WebhookEvent } from '../contract/index.ts';
import { EventList } from './event-list.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { useChangeWebhook, useCreateWebhook, useOwnRoles } from './webhooks.queries.ts';

interface WebhookDialogProps {
  /** Null for a new one. */
  readonly webhook: Webhook | null;
  readonly onClose: () => void;
}

interface Draft {
  readonly url: string;
  readonly description: string;
  readonly role: string | null;
  readonly events: readonly WebhookEvent[];
}

/** Adds a webhook, and shows its secret, or changes one. */
export default function WebhookDialog({ webhook, onClose }: WebhookDialogProps) {
  const { t } = useTranslation('webhooks');
  const create = useCreateWebhook();
  const change = useChangeWebhook();
  const { error, isPending } = webhook ? change : create;
  const [draft, setDraft] = useState<Draft>(() => webhook ?? emptyDraft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The drawer of a filter is a form of its own, whose events come through here.
    if (event.target !== event.currentTarget) return;
    const { url, description, role } = draft;
    const input = { url, description, role, events: [...draft.events] };
    if (webhook) change.mutate({ id: webhook.id, patch: input }, { onSuccess: onClose });
    else create.mutate(input);
  };
  if (create.data) return <SecretDialog secret={create.data.secret} onClose={onClose} />;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t(webhook ? 'edit' : 'add')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <FormProblem error={error} />
          <Inputs
            draft={draft}
            errors={problemFields(error, t)}
            onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={isPending}>
              {t(webhook ? 'save' : 'add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

const emptyDraft: Draft = {
  ...{ url: 'https://', description: '', role: null },
  events: [{ noun: 'deal', kinds: ['created', 'updated'] }],
};

/** An owner's role takes nothing away. */
const standard = ['manager', 'seller', 'viewer'] as const;

interface InputsProps {
  readonly draft: Draft;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (part: Partial<Draft>) => void;
}

function Inputs({ draft, errors, onChange }: InputsProps) {
  const { t } = useTranslation('webhooks');
  const creator = 'creator';
  return (
    <>
      <TextInput
        label={t('url')}
        description={t('urlHint')}
        type="url"
        required
        data-autofocus
        maxLength={2000}
        value={draft.url}
        error={errors.url}
        onChange={(event) => onChange({ url: event.currentTarget.value })}
      />
      <TextInput
        label={t('description')}
        maxLength={300}
        value={draft.description}
        error={errors.description}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
      <Select
        label={t('role')}
        allowDeselect={false}
        data={[
          { value: creator, label: t('roleCreator') },
          ...standard.map((role) => ({ value: role, label: t(`nouns:member.options.role.${role}`) })),
          ...(useOwnRoles() ?? []),
        ]}
        description={t('roleHint')}
        error={errors.role}
        value={draft.role === null || draft.role === 'owner' ? creator : draft.role}
        onChange={(value) => onChange({ role: value === creator ? null : value })}
      />
      <EventList events={draft.events} errors={errors} onChange={(events) => onChange({ events })} />
    </>
  );
}
