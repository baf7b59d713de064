import { Button, Checkbox, Group, PasswordInput, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import type { IdentityProvider } from '../../../../shared/contract/identity-provider.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { FormProblem } from '../../../../web/shell/form-problem.tsx';
import { notifyDone, notifyProblem } from '../../../../web/shell/notify.ts';
import { useFormErrors } from '../../../../web/shell/use-form-errors.ts';
import { useRemoveProvider, useSetProvider } from './provider.queries.ts';

const none: IdentityProvider = {
  ...{ label: '', issuer: '', clientId: '', domains: [], makesMembers: false, role: 'seller' },
  ...{ isRequired: false, strongMethods: [] },
};

/** What the provider is and what it may, as owners say. */
export function ProviderForm({ provider }: { readonly provider: IdentityProvider | null }) {
  const { t } = useTranslation('workspace');
  const [wish, setWish] = useState(provider ?? none);
  const [secret, setSecret] = useState('');
  const save = useSetProvider();
  const { form, errors } = useFormErrors(save.error);
  const change = (part: Partial<IdentityProvider>) => setWish({ ...wish, ...part });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(
      { ...wish, ...(secret ? { secret } : {}) },
      {
        onSuccess: () => {
          setSecret('');
          notifyDone(t('provider.saved'));
        },
      },
    );
  };
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="md">
        <ProviderIdentity wish={wish} errors={errors} onChange={change} />
        <PasswordInput
          label={t('provider.secret')}
          description={provider ? t('provider.secretKept') : undefined}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': t('provider.showSecret'), tabIndex: 0 }}
          error={errors.secret}
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
        />
        <ProviderReach wish={wish} errors={errors} onChange={change} />
        <FormProblem error={save.error} />
        <Group gap="xs">
          <Button type="submit" loading={save.isPending}>
            {t('settings.save')}
          </Button>
          {provider && <RemoveButton />}
        </Group>
      </Stack>
    </form>
  );
}

interface PartProps {
  readonly wish: IdentityProvider;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (part: Partial<IdentityProvider>) => void;
}

function ProviderIdentity({ wish, errors, onChange }: PartProps) {
  const { t } = useTranslation('workspace');
  const texts = [
    ['label', 60, t('provider.labelHint')],
    ['issuer', 500, t('provider.issuerHint')],
    ['clientId', 300, undefined],
  ] as const;
  return texts.map(([name, maximum, hint]) => (
    <TextInput
      key={name}
      label={t(`provider.${name}`)}
      description={hint}
      autoComplete="off"
      spellCheck={false}
      maxLength={maximum}
      error={errors[name]}
      value={wish[name]}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  ));
}

function ProviderReach({ wish, errors, onChange }: PartProps) {
  const { t } = useTranslation('workspace');
  const first = (name: string) => Object.entries(errors).find(([path]) => path.split('.')[0] === name)?.[1];
  const roles = (['manager', 'seller', 'viewer'] as const).map((value) => ({
    ...{ value, label: t(`nouns:member.options.role.${value}`) },
  }));
  return (
    <>
      <TagsInput
        label={t('provider.domains')}
        description={t('provider.domainsHint')}
        error={first('domains')}
        value={[...wish.domains]}
        onChange={(domains) => onChange({ domains: domains.map((one) => one.trim().toLowerCase()) })}
      />
      <Checkbox
        label={t('provider.makesMembers')}
        checked={wish.makesMembers}
        onChange={(event) => onChange({ makesMembers: event.currentTarget.checked })}
      />
      {wish.makesMembers && (
        <Select
          label={t('provider.role')}
          allowDeselect={false}
          data={roles}
          value={wish.role}
          onChange={(role) => role && onChange({ role: role as IdentityProvider['role'] })}
        />
      )}
      <Checkbox
        label={t('provider.isRequired')}
        description={t('provider.isRequiredHint')}
        checked={wish.isRequired}
        onChange={(event) => onChange({ isRequired: event.currentTarget.checked })}
      />
      <TagsInput
        label={t('provider.strongMethods')}
        description={t('provider.strongMethodsHint')}
        error={first('strongMethods')}
        value={[...wish.strongMethods]}
        onChange={(strongMethods) => onChange({ strongMethods })}
      />
    </>
  );
}

function RemoveButton() {
  const { t } = useTranslation('workspace');
  const remove = useRemoveProvider();
  const act = () =>
    remove.mutate(undefined, {
      onSuccess: () => notifyDone(t('provider.removed')),
      onError: (error) => notifyProblem(error, t),
    });
  return (
    <Button variant="default" color="red" loading={remove.isPending} onClick={act}>
      {t('provider.remove')}
    </Button>
  );
}
