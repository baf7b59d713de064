import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { findField } from '../../../web/kit/data/named-field.ts';
import { useUpdateRecord } from '../../../web/kit/data/record-mutations.ts';
import { useLabels } from '../../../web/kit/labels.ts';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { StepBar } from '../../../web/ui/step-bar.tsx';

interface StatusBarProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** How far a contract has come; a press takes it further, or back. */
export default function StatusBar({ noun, record }: StatusBarProps) {
  const { t } = useTranslation('contracts');
  const labels = useLabels();
  const field = findField(noun, 'status');
  const { mutate, isPending } = useUpdateRecord(noun);
  if (field?.kind !== 'choice') return null;
  const options = field.options.filter(({ retired }) => !retired).map(({ value }) => value);
  const current = options.indexOf(String(record.status));
  const choose = (status: string | undefined) =>
    status &&
    status !== record.status &&
    mutate(
      { id: record.id, version: record.version, values: { status } },
      { onError: (error) => notifyProblem(error, t, noun.name) },
    );
  return (
    <StepBar
      label={labels.field(noun.name, field)}
      steps={options.map((value, index) => ({
        ...{ key: value, name: labels.option(noun.name, field, value), tone: toneOf(value) },
        isPassed: index < current && record.status !== 'cancelled',
        hint: t('status.set', { status: labels.option(noun.name, field, value) }),
      }))}
      current={current}
      disabled={isPending || !noun.may.update || Boolean(field.readOnly) || Boolean(record.deletedAt)}
      onChoose={(index) => choose(options[index])}
    />
  );
}

function toneOf(status: string): 'open' | 'won' | 'lost' {
  if (status === 'running') return 'won';
  return status === 'cancelled' ? 'lost' : 'open';
}
