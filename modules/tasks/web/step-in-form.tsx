import { useEffect, useRef, useState } from 'react';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { useCreateRecord } from '../../../web/kit/data/record-mutations.ts';
import { pointersTo } from '../../../web/kit/record/related-fields.ts';
import { useKeepDraft } from '../../../web/kit/record/use-draft.ts';
import type { FormPartProps } from '../../../web/module.ts';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { useSession } from '../../../web/shell/session.ts';
import { NextStep, stepOf } from './next-step.tsx';

type Task = NonNullable<ReturnType<typeof useNoun>>;
type Values = Readonly<Record<string, unknown>>;

/** The next step with a client, asked for where the client is written down; planned as soon as there is one to plan it with. */
export default function StepInForm({ noun: about, onThen }: FormPartProps) {
  const noun = useNoun('task');
  const pointer = noun?.may.create ? pointersTo(noun, about.name)[0] : undefined;
  return noun && pointer ? <Step noun={noun} pointer={pointer.name} onThen={onThen} /> : null;
}

interface StepProps extends Pick<FormPartProps, 'onThen'> {
  readonly noun: Task;
  readonly pointer: string;
}

function Step({ noun, pointer, onThen }: StepProps) {
  const { t } = useTranslation('tasks');
  const owner = useSession()?.member ?? null;
  const [values, setValues] = useState<Values>({ kind: 'task', owner });
  const { mutateAsync } = useCreateRecord(noun);
  const keepDraft = useKeepDraft('task');
  const plan = async (record: AnyRecord) => {
    const step = stepOf(noun, values);
    if (!step) return;
    try {
      await mutateAsync({ ...step, [pointer]: { id: record.id } });
    } catch (error) {
      // The client is there: on its card the step stands as it was typed, to be tried again.
      keepDraft(record.id, step);
      notifyProblem(error as Error, t, noun.name);
    }
  };
  const latest = useRef(plan);
  latest.current = plan;
  useEffect(() => onThen((record) => latest.current(record)), [onThen]);
  return <NextStep noun={noun} values={values} onChange={setValues} />;
}
