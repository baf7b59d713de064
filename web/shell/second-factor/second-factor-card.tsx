import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { SecondFactor } from '../../../shared/contract/second-factor.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { LoadingState } from '../../ui/loading-state.tsx';
import { SectionCard } from '../../ui/section-card.tsx';
import { notifyDone } from '../notify.ts';
import { CodeForm } from './code-form.tsx';
import { FactorSetUp } from './factor-set-up.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { type RecoveryCodes as Codes, useFactorCode, useSecondFactor } from './second-factor.queries.ts';

type Doing = 'setUp' | 'codes' | 'off';

/** One's own second factor: switched on, renewed, switched off. */
export function SecondFactorCard() {
  const { t } = useTranslation('shell');
  const { data, error, isPending, refetch } = useSecondFactor();
  const [doing, setDoing] = useState<Doing | null>(null);
  const end = () => setDoing(null);
  return (
    <SectionCard title={t('secondFactor.title')}>
      {isPending && <LoadingState lines={2} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {doing === 'setUp' && <FactorSetUp onDone={end} onCancel={end} />}
      {doing === 'codes' && <NewCodes onEnd={end} />}
      {doing === 'off' && <SwitchOff onEnd={end} />}
      {data && !doing && <State factor={data} onDo={setDoing} />}
    </SectionCard>
  );
}

function State({ factor, onDo }: { readonly factor: SecondFactor; readonly onDo: (doing: Doing) => void }) {
  const { t } = useTranslation('shell');
  const format = useFormat();
  if (!factor.isOn)
    return (
      <Stack gap="sm" align="flex-start">
        <Text size="sm" c="dimmed">
          {t('secondFactor.text')}
        </Text>
        <Group gap="xs">
          <Button onClick={() => onDo('setUp')}>{t('secondFactor.begin')}</Button>
          {factor.passkeys > 0 && <CodesLeft factor={factor} onRenew={() => onDo('codes')} />}
        </Group>
      </Stack>
    );
  return (
    <Stack gap="sm">
      <Text size="sm">{t('secondFactor.since', { time: format.date(factor.since) })}</Text>
      <Group gap="xs">
        <CodesLeft factor={factor} onRenew={() => onDo('codes')} />
        {(!factor.isRequired || factor.passkeys > 0) && (
          <Button variant="default" onClick={() => onDo('off')}>
            {t('secondFactor.switchOff')}
          </Button>
        )}
      </Group>
      {factor.isRequired && (
        <Text size="sm" c="dimmed">
          {t('secondFactor.required')}
        </Text>
      )}
    </Stack>
  );
}

function CodesLeft({ factor, onRenew }: { readonly factor: SecondFactor; readonly onRenew: () => void }) {
  const { t } = useTranslation('shell');
  return (
    <>
      <Button variant="default" onClick={onRenew}>
        {t('secondFactor.newCodes')}
      </Button>
      <Text size="sm" c="dimmed">
        {t('secondFactor.left', { count: factor.codesLeft })}
      </Text>
    </>
  );
}

function NewCodes({ onEnd }: { readonly onEnd: () => void }) {
  const { t } = useTranslation('shell');
  const renew = useFactorCode<Codes>('codes');
  if (renew.data) return <RecoveryCodes codes={renew.data.codes} onDone={onEnd} />;
  return (
    <CodeForm
      label={t('secondStep.code')}
      submitLabel={t('secondFactor.newCodes')}
      error={renew.error}
      isPending={renew.isPending}
      onSubmit={renew.mutate}
      onCancel={onEnd}
    />
  );
}

function SwitchOff({ onEnd }: { readonly onEnd: () => void }) {
  const { t } = useTranslation('shell');
  const off = useFactorCode<unknown>('off');
  const submit = (code: string) =>
    off.mutate(code, {
      onSuccess: () => {
        notifyDone(t('secondFactor.isOff'));
        onEnd();
      },
    });
  return (
    <CodeForm
      label={t('secondStep.code')}
      submitLabel={t('secondFactor.switchOff')}
      danger
      error={off.error}
      isPending={off.isPending}
      onSubmit={submit}
      onCancel={onEnd}
    />
  );
}
