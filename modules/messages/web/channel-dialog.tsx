import {
  Alert,
  Button,
  Group,
  Modal,
  NumberInput,
  PasswordInput,
  Select,
  Stack,
  Switch,
  Text,
  TextInput,
} from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { problemFields } from '../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { findField } from '../../../web/kit/data/named-field.ts';
import { useLabels } from '../../../web/kit/labels.ts';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import { CopiedText } from '../../../web/ui/copied-text.tsx';
import { FormButtons } from '../../../web/ui/form-buttons.tsx';
import { askTimes, type Channel, type KeptChannel } from '../contract/index.ts';
import { asked, type ChannelDraft, draftOf, inputOf, isNeeded, limitOf, scriptOf } from './channel-draft.ts';
import { useKeepChannel } from './messages.queries.ts';

interface ChannelDialogProps {
  /** Null for a new one. */
  readonly channel: Channel | null;
  readonly onClose: () => void;
}

/** Sets a channel up, and shows the key of one that is given one, or changes it. */
export default function ChannelDialog({ channel, onClose }: ChannelDialogProps) {
  const { t } = useTranslation('messages');
  const keep = useKeepChannel();
  const [draft, setDraft] = useState<ChannelDraft>(() => draftOf(channel));
  const errors = problemFields(keep.error, t);
  const set = (part: Partial<ChannelDraft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    keep.mutate(
      { id: channel?.id ?? null, input: inputOf(draft) },
      // What is shown once, or is to be put somewhere, stays.
      { onSuccess: (kept) => !isShown(kept, channel) && onClose() },
    );
  };
  if (keep.data && isShown(keep.data, channel)) return <KeptShown kept={keep.data} onClose={onClose} />;
  const inputs = { draft, errors, set };
  const words = { copy: t('channels.copy'), copied: t('channels.copied') };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t(channel ? 'channels.edit' : 'channels.add')}
      closeButtonProps={{ 'aria-label': t('channels.cancel') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <FormProblem error={keep.error} />
          <Select
            label={t('channels.kind')}
            description={t(`channels.kindHints.${draft.kind}`)}
            allowDeselect={false}
            disabled={channel !== null}
            data={(Object.keys(asked) as ChannelDraft['kind'][]).map((value) => ({
              value,
              label: t(`channels.kinds.${value}`),
            }))}
            value={draft.kind}
            onChange={(kind) => kind && set({ kind, settings: asked[kind], dailyLimit: limitOf(kind) })}
          />
          <Group align="flex-end" wrap="nowrap">
            <TextInput
              flex={1}
              label={t('channels.name')}
              required
              data-autofocus
              maxLength={100}
              value={draft.name}
              error={errors.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
            <Switch
              mb="0.5rem"
              label={t('channels.active')}
              checked={draft.active}
              onChange={(event) => set({ active: event.currentTarget.checked })}
            />
          </Group>
          <OwnInputs {...inputs} hasPassword={channel !== null} />
          {channel?.kind === 'chat' && <SiteScript channel={channel} />}
          {channel?.kind === 'whatsapp' && <Callback channel={channel} />}
          {channel?.kind === 'gateway' && (
            <>
              <CopiedText
                label={t('channels.address')}
                value={`${window.location.origin}${channel.path ?? ''}`}
                words={words}
              />
              <Switch
                label={t('channels.newKey')}
                checked={draft.newKey}
                onChange={(event) => set({ newKey: event.currentTarget.checked })}
              />
            </>
          )}
          <CommonInputs {...inputs} />
        </Stack>
        <FormButtons
          cancel={t('channels.cancel')}
          submit={t(channel ? 'channels.save' : 'channels.add')}
          loading={keep.isPending}
          onCancel={onClose}
        />
      </form>
    </Modal>
  );
}

/** Settings that are chosen from a list. */
const chosen: Readonly<Record<string, { readonly values: readonly string[]; readonly words: string }>> = {
  security: { values: ['tls', 'none'], words: 'securities' },
  asks: { values: askTimes, words: 'asks' },
};

/** What each kind is signed in with, and what that is called. */
const secretsOf: Readonly<Record<ChannelDraft['kind'], readonly (readonly ['password' | 'appSecret', string])[]>> = {
  smpp: [['password', 'password']],
  gateway: [],
  telegram: [['password', 'token']],
  whatsapp: [
    ['password', 'token'],
    ['appSecret', 'appSecret'],
  ],
  chat: [],
};

const isShown = ({ key, channel }: KeptChannel, before: Channel | null): boolean =>
  key !== null || (['chat', 'whatsapp'].includes(channel.kind) && before === null);

/** What Meta is told: where, and the word both sides know. */
function Callback({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation('messages');
  const words = { copy: t('channels.copy'), copied: t('channels.copied') };
  return (
    <>
      <CopiedText label={t('channels.callback')} value={`${window.location.origin}${channel.path}`} words={words} />
      <CopiedText label={t('channels.settings.verify')} value={String(channel.settings.verify)} words={words} />
    </>
  );
}

function SiteScript({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation('messages');
  const words = { copy: t('channels.copy'), copied: t('channels.copied') };
  return (
    <div>
      <CopiedText label={t('channels.script')} value={scriptOf(channel)} words={words} />
      <Text size="sm" mt={4}>
        {t('channels.scriptHint')}
      </Text>
    </div>
  );
}

interface InputsProps {
  readonly draft: ChannelDraft;
  readonly errors: Readonly<Record<string, string>>;
  readonly set: (part: Partial<ChannelDraft>) => void;
}

/** What its kind alone asks for. */
function OwnInputs({ draft, errors, set, hasPassword }: InputsProps & { readonly hasPassword: boolean }) {
  const { t } = useTranslation('messages');
  const change = (name: string, value: string) => set({ settings: { ...draft.settings, [name]: value } });
  const hasHint = (name: string) => ['sender', 'sites', 'privacy', 'number', 'verify'].includes(name);
  return (
    <>
      {Object.keys(asked[draft.kind]).map((name) =>
        name in chosen ? (
          <Select
            key={name}
            label={t(`channels.settings.${name}`)}
            allowDeselect={false}
            data={(chosen[name]?.values ?? []).map((value) => ({
              value,
              label: t(`channels.${chosen[name]?.words}.${value}`),
            }))}
            value={draft.settings[name] ?? null}
            error={errors[name]}
            onChange={(value) => value && change(name, value)}
          />
        ) : (
          <TextInput
            key={name}
            label={t(`channels.settings.${name}`)}
            {...(hasHint(name) ? { description: t(`channels.settingHints.${name}`) } : {})}
            {...(name === 'port' ? { inputMode: 'numeric' as const } : {})}
            required={isNeeded(name)}
            autoComplete="off"
            value={draft.settings[name] ?? ''}
            error={errors[name]}
            onChange={(event) => change(name, event.currentTarget.value)}
          />
        ),
      )}
      {secretsOf[draft.kind].map(([name, label]) => (
        <PasswordInput
          key={name}
          label={t(`channels.${label}`)}
          {...(hasPassword ? { description: t('channels.passwordHint') } : {})}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('channels.showPassword') }}
          value={draft[name]}
          error={errors[name]}
          onChange={(event) => set({ [name]: event.currentTarget.value })}
        />
      ))}
    </>
  );
}

/** What becomes of whoever is not known, and how much may be sent. */
function CommonInputs({ draft, errors, set }: InputsProps) {
  const { t } = useTranslation('messages');
  const labels = useLabels();
  const noun = useNoun('lead');
  const field = noun && findField(noun, 'source');
  const sources = field?.kind === 'choice' ? field.options.filter(({ retired }) => !retired) : [];
  return (
    <>
      <Switch
        label={t(draft.kind === 'chat' ? 'channels.visitorLeads' : 'channels.makesLeads')}
        checked={draft.makesLeads}
        onChange={(event) => set({ makesLeads: event.currentTarget.checked })}
      />
      {draft.makesLeads && noun && field && (
        <Select
          label={t('channels.source')}
          clearable
          data={sources.map(({ value }) => ({ value, label: labels.option('lead', field, value) }))}
          value={draft.source}
          error={errors.source}
          onChange={(source) => set({ source })}
        />
      )}
      <NumberInput
        label={t('channels.dailyLimit')}
        min={1}
        max={100_000}
        allowDecimal={false}
        value={draft.dailyLimit}
        error={errors.dailyLimit}
        onChange={(limit) => set({ dailyLimit: Number(limit) || 1 })}
      />
    </>
  );
}

/** What is shown once it is set up: the script for a site, or the address and key of a gateway. */
function KeptShown({ kept, onClose }: { readonly kept: KeptChannel; readonly onClose: () => void }) {
  const { t } = useTranslation('messages');
  const words = { copy: t('channels.copy'), copied: t('channels.copied') };
  const { kind } = kept.channel;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={kind === 'gateway' ? t('channels.keyTitle') : kept.channel.name}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('channels.done') }}
    >
      <Stack gap="sm">
        {kind === 'chat' && <SiteScript channel={kept.channel} />}
        {kind === 'whatsapp' && <Callback channel={kept.channel} />}
        {kind === 'gateway' && (
          <>
            <Alert color="yellow">{t('channels.keyOnce')}</Alert>
            <CopiedText
              words={words}
              label={t('channels.address')}
              value={`${window.location.origin}${kept.channel.path ?? ''}`}
            />
            <CopiedText words={words} label={t('channels.key')} value={kept.key ?? ''} />
          </>
        )}
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('channels.done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
