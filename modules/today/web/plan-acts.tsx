import { IconCalendarPlus, IconPhone } from '@tabler/icons-react';
import { Suspense, use, useState } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { ModulesContext } from '../../../web/shell/modules-context.ts';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { ActButton } from './act-button.tsx';
import { type Beginning, beginnings } from './day-acts.ts';
import classes from './today.module.css';

interface PlanActsProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

const icons = { task: IconCalendarPlus, call: IconPhone } as const;

/** The next step and the call that was, written below the line they are about. */
export function PlanActs({ noun, record }: PlanActsProps) {
  const { t } = useTranslation('tasks');
  const [open, setOpen] = useState<Beginning | null>(null);
  const Composer = use(ModulesContext)
    .flatMap((module) => module.timeline ?? [])
    .find((source) => source.noun === 'task')?.composer;
  if (!Composer) return null;
  return (
    <>
      <span className={classes.acts}>
        {beginnings.map(({ begin, key }) => (
          <ActButton
            key={key}
            icon={icons[begin]}
            label={t(`keys.${begin}`)}
            keyCode={key}
            onAct={() => setOpen(begin)}
          />
        ))}
      </span>
      {open && (
        <div className={classes.composer}>
          <Suspense fallback={<LoadingState lines={2} />}>
            <Composer key={open} noun={noun} record={record} begin={open} onLeave={() => setOpen(null)} />
          </Suspense>
        </div>
      )}
    </>
  );
}
