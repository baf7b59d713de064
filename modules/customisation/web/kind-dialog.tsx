import { Button, Group, Modal, Progress, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { type DateFormat, dateFormats } from '../../../shared/import/date-format.ts';
import { convertibleKinds } from '../../../shared/nouns/convert-value.ts';
import { localText } from '../../../web/i18n/local-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import type { CustomField } from './custom-fields.queries.ts';
import { type KindChange, useKindAct, useKindChanges, useStartKindChange } from './kind-changes.queries.ts';
import { KindFailures } from './kind-failures.tsx';

type Kind = (typeof convertibleKinds)[number];

interface KindDialogProps {
  readonly field: CustomField;
  readonly onClose: () => void;
}

/** Changes the kind of a field: first says what would become of its values. */
export default function KindDialog({ field, onClose }: KindDialogProps) {
  const { t, i18n } = useTranslation('customisation');
  const { kind, change, start, act, look } = useLook(field);
  const close = () => {
    if (change) act.mutate({ id: change.id, act: 'cancel' });
    onClose();
  };
  const kinds = convertibleKinds.filter((one) => one !== field.kind);
  return (
    <Modal
      opened
      onClose={close}
      title={t('kindChange.title', { name: localText(field.label, i18n.language) ?? field.name })}
      closeButtonProps={{ 'aria-label': t('fields.cancel') }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('kindChange.text', { kind: t(`kinds.${field.kind}`) })}</Text>
        <FormProblem error={start.error ?? act.error} />
        <Select
          label={t('kindChange.to')}
          data-autofocus
          data={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          value={kind}
          onChange={(value) => value && look(value as Kind)}
        />
        {change?.dates && kind && (
          <Select
            label={t('kindChange.dates')}
            allowDeselect={false}
            data={[...dateFormats]}
            value={change.dates}
            onChange={(dates) => dates && look(kind, dates as DateFormat)}
          />
        )}
        {change && <Outlook change={change} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {t('fields.cancel')}
          </Button>
          <Button
            disabled={change?.state !== 'counted'}
            loading={start.isPending || act.isPending}
            onClick={() => change && act.mutate({ id: change.id, act: 'apply' }, { onSuccess: onClose })}
          >
            {t('kindChange.apply')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** The kind that was chosen last, and what would become of the values as far as that is known. */
function useLook(field: CustomField) {
  const [kind, setKind] = useState<Kind | null>(null);
  const start = useStartKindChange(field.id);
  const act = useKindAct();
  const changes = useKindChanges().data?.items;
  const known = changes?.find(({ id }) => id === start.data?.id) ?? start.data ?? null;
  const look = (wanted: Kind, dates?: DateFormat) => {
    act.reset();
    setKind(wanted);
    start.mutate({ kind: wanted, ...(dates ? { dates } : {}) });
  };
  return { kind, change: known?.to === kind ? known : null, start, act, look };
}

/** How many of the values go over, and which do not. */
function Outlook({ change }: { readonly change: KindChange }) {
  const { t } = useTranslation('customisation');
  const { state, total, done, failed, options } = change;
  if (state === 'counting')
    return <Progress value={(done / Math.max(1, total)) * 100} aria-label={t('kindChange.progress')} />;
  const text = t('kindChange.outlook', { converted: done - failed, count: total });
  return (
    <div role="status">
      <Text fw={600}>{total === 0 ? t('kindChange.nothing') : text}</Text>
      {options !== null && <Text size="sm">{t('kindChange.options', { count: options })}</Text>}
      {failed > 0 && <Text size="sm">{t('kindChange.failedText', { count: failed })}</Text>}
      <KindFailures change={change} />
    </div>
  );
}
