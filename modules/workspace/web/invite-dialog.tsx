import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type Language, languages, type Role, roles } from '../../../shared/nouns/metadata.ts';
import type { Reference } from '../../../shared/nouns/value.ts';
import { languageNames } from '../../../web/i18n/languages.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { RelationPicker } from '../../../web/kit/form/relation-picker.tsx';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import { notifyDone } from '../../../web/shell/notify.ts';
import { useSession } from '../../../web/shell/session.ts';
import { useFormErrors } from '../../../web/shell/use-form-errors.ts';
import { InvitationLink } from './invitation-link.tsx';
import { useInvite } from './invitations.queries.ts';

interface InviteDialogProps {
  readonly onClose: () => void;
}

/** Invites somebody by their address. */
export default function InviteDialog({ onClose }: InviteDialogProps) {
  const { t } = useTranslation('workspace');
  const invite = useInvite();
  const link = invite.data?.link;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('invitations.invite')}
      closeOnClickOutside={!link}
      closeButtonProps={{ 'aria-label': t('invitations.cancel') }}
    >
      {link ? <InvitationLink link={link} onClose={onClose} /> : <InviteForm invite={invite} onClose={onClose} />}
    </Modal>
  );
}

interface InviteFormProps extends InviteDialogProps {
  readonly invite: ReturnType<typeof useInvite>;
}

function InviteForm({ invite, onClose }: InviteFormProps) {
  const { t } = useTranslation('workspace');
  const session = useSession();
  const [draft, setDraft] = useState({ email: '', name: '', role: 'seller' as Role });
  const [team, setTeam] = useState<Reference | null>(null);
  const [language, setLanguage] = useState<Language>(session?.workspace.language ?? 'en');
  const { form, errors } = useFormErrors(invite.error);
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { name, ...rest } = draft;
    invite.mutate(
      { ...rest, language, team: team?.id ?? null, ...(name.trim() ? { name: name.trim() } : {}) },
      {
        onSuccess: ({ link }) => {
          if (link) return;
          notifyDone(t('invitations.sent', { email: rest.email.trim() }));
          onClose();
        },
      },
    );
  };
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput
          label={t('invitations.email')}
          type="email"
          data-autofocus
          autoComplete="off"
          value={draft.email}
          error={errors.email}
          onChange={(event) => change({ email: event.currentTarget.value })}
        />
        <TextInput
          label={t('invitations.name')}
          autoComplete="off"
          maxLength={200}
          value={draft.name}
          error={errors.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Select
          label={t('invitations.role')}
          allowDeselect={false}
          data={roles
            .filter((role) => session?.role === 'owner' || role === 'seller' || role === 'viewer')
            .map((role) => ({ value: role, label: t(`nouns:member.options.role.${role}`) }))}
          value={draft.role}
          onChange={(role) => role && change({ role: role as Role })}
        />
        <RelationPicker noun="team" label={t('invitations.team')} value={team} error={errors.team} onChange={setTeam} />
        <Select
          label={t('invitations.language')}
          allowDeselect={false}
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
          value={language}
          onChange={(value) => value && setLanguage(value as Language)}
        />
        <FormProblem error={invite.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('invitations.cancel')}
          </Button>
          <Button type="submit" loading={invite.isPending}>
            {t('invitations.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
