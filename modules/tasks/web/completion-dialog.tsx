import { Modal, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { problemFields } from '../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { FormProblem } from '../../../web/shell/form-problem.tsx';
import { useSession } from '../../../web/shell/session.ts';
import { FormButtons } from '../../../web/ui/form-buttons.tsx';
import { NextStep, stepOf } from './next-step.tsx';
import { TaskInput } from './task-input.tsx';
import { useCompletion } from './use-completion.ts';

interface CompletionDialogProps {
  readonly noun: NounMetadata;
  readonly task: AnyRecord;
  readonly onClose: () => void;
}

type Values = Readonly<Record<string, unknown>>;

/** What came of a call or a meeting, and what comes next: a client without a next step is a client forgotten. */
export default function CompletionDialog({ noun, task, onClose }: CompletionDialogProps) {
  const { t } = useTranslation('tasks');
  const session = useSession();
  const [came, setCame] = useState<Values>({});
  const [next, setNext] = useState<Values>({ kind: 'task', owner: task.owner ?? session?.member ?? null });
  const { mutate, isPending, error } = useCompletion(noun, task, onClose);
  const faults = problemFields(error, t);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate({ came, next: stepOf(noun, next) });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('completion.title', { title: String(task.title ?? '') })}
      closeButtonProps={{ 'aria-label': t('completion.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <FormProblem error={error} />
          {['result', 'outcome'].map((name) => (
            <TaskInput key={name} noun={noun} name={name} values={came} error={faults[name]} onChange={setCame} />
          ))}
          <NextStep noun={noun} values={next} faults={faults} also={['kind']} onChange={setNext} />
        </Stack>
        <FormButtons
          cancel={t('completion.cancel')}
          submit={t('completion.submit')}
          loading={isPending}
          onCancel={onClose}
        />
      </form>
    </Modal>
  );
}
