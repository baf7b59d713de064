import { Button, Group, NumberInput, Text } from '@mantine/core';
import { useState } from 'react';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import { enterSandbox } from '../../../web/shell/sandbox-choice.ts';
import { useSession } from '../../../web/shell/session.ts';
import { ConfirmDialog } from '../../../web/ui/confirm-dialog.tsx';
import { ProgressJob } from '../../../web/ui/progress-job.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import { largestSample, type SandboxAnswer } from '../contract/index.ts';
import { useMakeSandbox, useRemoveSandbox, useSandbox } from './sandbox.queries.ts';

interface SandboxSectionProps {
  readonly onTakeOver: () => void;
}

/** The workspace's sandbox: made, entered, taken over from, thrown away. A sandbox has none of its own. */
export function SandboxSection({ onTakeOver }: SandboxSectionProps) {
  const { t } = useTranslation('configuration');
  const isSandbox = useSession()?.sandbox === true;
  const { data } = useSandbox(!isSandbox);
  if (isSandbox || !data) return null;
  return (
    <SectionCard title={t('sandbox.title')}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('sandbox.text')}
      </Text>
      {data.sandbox ? <SandboxThere sandbox={data.sandbox} onTakeOver={onTakeOver} /> : <NewSandbox />}
    </SectionCard>
  );
}

function NewSandbox() {
  const { t } = useTranslation('configuration');
  const [sample, setSample] = useState<number | string>(20);
  const make = useMakeSandbox();
  return (
    <>
      <FormProblem error={make.error} />
      {make.isPending && <ProgressJob label={t('sandbox.making')} share={null} />}
      <Group align="flex-end" gap="sm">
        <NumberInput
          label={t('sandbox.sample')}
          description={t('sandbox.sampleHint', { most: largestSample })}
          min={0}
          max={largestSample}
          allowDecimal={false}
          value={sample}
          onChange={setSample}
        />
        <Button loading={make.isPending} onClick={() => make.mutate(Number(sample))}>
          {t('sandbox.make')}
        </Button>
      </Group>
    </>
  );
}

interface SandboxThereProps {
  readonly sandbox: NonNullable<SandboxAnswer['sandbox']>;
  readonly onTakeOver: () => void;
}

function SandboxThere({ sandbox, onTakeOver }: SandboxThereProps) {
  const { t } = useTranslation('configuration');
  const format = useFormat();
  const [removing, setRemoving] = useState(false);
  const remove = useRemoveSandbox();
  return (
    <>
      <Text size="sm" mb="sm">
        {t('sandbox.since', { time: format.dateTime(sandbox.createdAt) })}
      </Text>
      <Group gap="xs">
        <Button onClick={() => enterSandbox(sandbox.id)}>{t('sandbox.enter')}</Button>
        <Button variant="default" onClick={onTakeOver}>
          {t('sandbox.takeOver')}
        </Button>
        <Button variant="default" onClick={() => setRemoving(true)}>
          {t('sandbox.remove')}
        </Button>
      </Group>
      <ConfirmDialog
        opened={removing}
        onClose={() => setRemoving(false)}
        title={t('sandbox.removeTitle')}
        text={t('sandbox.removeText')}
        confirmLabel={t('sandbox.remove')}
        danger
        onConfirm={async () => {
          await remove.mutateAsync();
        }}
      />
    </>
  );
}
