import { Group, Modal, NumberInput, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { problemFields } from '../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import { CopiedText } from '../../../web/ui/copied-text.tsx';
import { FormButtons } from '../../../web/ui/form-buttons.tsx';
import type { Exchange } from '../contract/index.ts';
import { useChangeExchange, useCreateExchange } from './calls.queries.ts';
import { type Draft, draftOf, inputOf } from './exchange-draft.ts';
import { ExtensionInputs } from './extension-inputs.tsx';
import { KeyDialog } from './key-dialog.tsx';
import { LineInputs } from './line-inputs.tsx';

interface ExchangeDialogProps {
  /** Null for a new one. */
  readonly exchange: Exchange | null;
  readonly onClose: () => void;
}

/** Connects a telephone system, and shows its key, or changes one. */
export default function ExchangeDialog({ exchange, onClose }: ExchangeDialogProps) {
  const { t } = useTranslation('calls');
  const create = useCreateExchange();
  const change = useChangeExchange();
  const { error, isPending } = exchange ? change : create;
  const [draft, setDraft] = useState<Draft>(() => draftOf(exchange));
  const errors = problemFields(error, t);
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (event.target !== event.currentTarget) return;
    const input = inputOf(draft);
    if (exchange) change.mutate({ id: exchange.id, patch: input }, { onSuccess: onClose });
    else create.mutate(input);
  };
  if (create.data) return <KeyDialog apiKey={create.data.key} path={create.data.exchange.path} onClose={onClose} />;
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t(exchange ? 'settings.edit' : 'settings.add')}
      closeButtonProps={{ 'aria-label': t('settings.cancel') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <FormProblem error={error} />
          <Group align="flex-end" wrap="nowrap">
            <TextInput
              flex={1}
              label={t('settings.name')}
              required
              data-autofocus
              maxLength={100}
              value={draft.name}
              error={errors.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
            <Switch
              mb="0.5rem"
              label={t('settings.active')}
              checked={draft.active}
              onChange={(event) => set({ active: event.currentTarget.checked })}
            />
          </Group>
          {exchange && (
            <CopiedText
              label={t('key.address')}
              value={`${window.location.origin}${exchange.path}`}
              words={{ copy: t('key.copy'), copied: t('key.copied') }}
            />
          )}
          <ExtensionInputs
            extensions={draft.extensions}
            errors={errors}
            onChange={(extensions) => set({ extensions })}
          />
          <LineInputs draft={draft} errors={errors} onChange={(lines) => set({ lines })} />
          <TextInput
            label={t('settings.dialUrl')}
            description={t('settings.dialUrlHint')}
            type="url"
            maxLength={2000}
            value={draft.dialUrl}
            error={errors.dialUrl}
            onChange={(event) => set({ dialUrl: event.currentTarget.value })}
          />
          <NumberInput
            label={t('settings.keepDays')}
            description={t('settings.keepDaysHint')}
            min={1}
            max={36_500}
            allowDecimal={false}
            value={draft.keepDays ?? ''}
            error={errors.keepDays}
            onChange={(days) => set({ keepDays: days === '' ? null : Number(days) })}
          />
          <TagsInput
            label={t('settings.networks')}
            description={t('settings.networksHint')}
            value={[...draft.networks]}
            error={Object.entries(errors).find(([path]) => path.startsWith('networks'))?.[1]}
            onChange={(networks) => set({ networks })}
          />
        </Stack>
        <FormButtons
          cancel={t('settings.cancel')}
          submit={t(exchange ? 'settings.save' : 'settings.add')}
          loading={isPending}
          onCancel={onClose}
        />
      </form>
    </Modal>
  );
}
