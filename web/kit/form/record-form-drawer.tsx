import { Button, Drawer, Group, Stack } from '@mantine/core';
import { Suspense, use, useCallback, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import type { FormPart, FormPartProps } from '../../module.ts';
import { ModulesContext } from '../../shell/modules-context.ts';
import { notifyDone } from '../../shell/notify.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { isWaiting } from '../data/kept-writes.ts';
import { useLabels } from '../labels.ts';
import { RecordForm } from './record-form.tsx';
import { useLeaveGuard } from './use-leave-guard.ts';
import { useRecordForm } from './use-record-form.ts';

interface RecordFormDrawerProps {
  readonly noun: NounMetadata;
  readonly initial?: Readonly<Record<string, unknown>> | undefined;
  readonly onClose: () => void;
  readonly onCreated?: ((record: AnyRecord) => void) | undefined;
}

/** A form for a new record at the side of the page. What was typed is not thrown away without asking. */
export default function RecordFormDrawer({ noun, initial, onClose, onCreated }: RecordFormDrawerProps) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const parts = useFormParts(noun.name);
  const { thens, onThen } = useThens();
  const form = useRecordForm(noun, initial, async (record) => {
    // What could not be done stands on the record's card, which is to open after it.
    await Promise.all([...thens].map((then) => then(record)));
    notifyDone(t(isWaiting(record) ? 'waiting.kept' : 'create.done', { noun: labels.noun(noun.name) }));
    guard.release();
    onClose();
    onCreated?.(record);
  });
  const guard = useLeaveGuard(form.isDirty, onClose);
  return (
    <Drawer
      opened
      onClose={guard.leave}
      position="right"
      size="min(34rem, 100vw)"
      title={labels.create(noun.name)}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={form.submit} noValidate>
        <RecordForm
          noun={noun}
          form={form}
          leading={parts.flatMap(({ after }) => after[noun.name] ?? [])}
          parts={parts.length > 0 && <FormParts parts={parts} noun={noun} onThen={onThen} />}
        />
        <Group justify="flex-end" gap="xs" mt="lg">
          <Button variant="default" onClick={guard.leave}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" loading={form.isSaving}>
            {t('create.submit')}
          </Button>
        </Group>
      </form>
      <ConfirmDialog
        opened={guard.isAsking}
        onClose={guard.stay}
        title={t('create.leave')}
        text={t('create.leaveText')}
        confirmLabel={t('create.discard')}
        danger
        onConfirm={guard.discard}
      />
    </Drawer>
  );
}

type Then = Parameters<FormPartProps['onThen']>[0];

/** What modules want done with the new record. */
function useThens() {
  const [thens] = useState(() => new Set<Then>());
  const onThen = useCallback(
    (then: Then) => {
      thens.add(then);
      return () => void thens.delete(then);
    },
    [thens],
  );
  return { thens, onThen };
}

interface NamedPart extends FormPart {
  readonly name: string;
}

/** What modules ask besides the fields. */
function useFormParts(noun: string): readonly NamedPart[] {
  return use(ModulesContext).flatMap(({ name, formParts = [] }) =>
    formParts.filter(({ after }) => noun in after).map((one) => ({ ...one, name })),
  );
}

function FormParts({ parts, noun, onThen }: FormPartProps & { readonly parts: readonly NamedPart[] }) {
  return (
    <Suspense>
      {parts.map(({ name, component: Shown }) => (
        <Stack key={name} gap="sm">
          <Shown noun={noun} onThen={onThen} />
        </Stack>
      ))}
    </Suspense>
  );
}
