import { Alert, Button, Group, Progress } from '@mantine/core';
import { localText } from '../../../web/i18n/local-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { notifyProblem } from '../../../web/shell/notify.ts';
import type { CustomField } from './custom-fields.queries.ts';
import { type KindChange, useKindAct, useKindChanges } from './kind-changes.queries.ts';
import { KindFailures } from './kind-failures.tsx';

/** Changes of the kinds of these fields that go on, and those that can still be undone. */
export function KindNotices({ fields }: { readonly fields: readonly CustomField[] }) {
  const changes = useKindChanges().data?.items ?? [];
  const shown = changes.filter(({ state }) => state === 'converting' || state === 'done');
  return shown.map((change) => {
    const field = fields.find(({ id }) => id === change.field);
    return field && <KindNotice key={change.id} change={change} field={field} />;
  });
}

interface NoticeProps {
  readonly change: KindChange;
  readonly field: CustomField;
}

function KindNotice({ change, field }: NoticeProps) {
  const { t, i18n } = useTranslation('customisation');
  const name = localText(field.label, i18n.language) ?? field.name;
  const kinds = { name, from: t(`kinds.${change.from}`), to: t(`kinds.${change.to}`) };
  if (change.state === 'converting')
    return (
      <Alert mb="md" title={t('kindChange.goingTitle', kinds)}>
        <Progress value={(change.done / Math.max(1, change.total)) * 100} aria-label={t('kindChange.progress')} />
        <Acts change={change} />
      </Alert>
    );
  return (
    <Alert mb="md" title={t('kindChange.doneTitle', kinds)}>
      {change.failed > 0 ? t('kindChange.doneFailed', { count: change.failed }) : t('kindChange.doneWhole')}
      <KindFailures change={change} />
      <Acts change={change} />
    </Alert>
  );
}

function Acts({ change: { id, state, failed } }: { readonly change: KindChange }) {
  const { t } = useTranslation('customisation');
  const { mutate, isPending } = useKindAct();
  const run = (act: 'undo' | 'close' | 'cancel') =>
    mutate({ id, act }, { onError: (error) => notifyProblem(error, t) });
  if (state === 'converting')
    return (
      <Button mt="sm" size="compact-sm" variant="default" loading={isPending} onClick={() => run('cancel')}>
        {t('fields.cancel')}
      </Button>
    );
  return (
    <Group gap="xs" mt="sm">
      <Button size="compact-sm" variant="default" loading={isPending} onClick={() => run('undo')}>
        {t('kindChange.undo')}
      </Button>
      <Button size="compact-sm" variant="subtle" loading={isPending} onClick={() => run('close')}>
        {t(failed > 0 ? 'kindChange.closeLosing' : 'kindChange.close')}
      </Button>
    </Group>
  );
}
