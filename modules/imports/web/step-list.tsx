import { useEffect, useRef } from 'react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import classes from './step-list.module.css';

const steps = ['file', 'columns', 'check', 'import'] as const;

interface StepListProps {
  readonly current: (typeof steps)[number];
  /** The button that led to the step is gone: the focus goes on here instead of being lost. */
  readonly takesFocus?: boolean;
}

/** The four steps of an import and which one is shown. */
export function StepList({ current, takesFocus = false }: StepListProps) {
  const { t } = useTranslation('imports');
  const list = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step moves the focus
  useEffect(() => {
    if (takesFocus) list.current?.focus({ preventScroll: true });
  }, [current, takesFocus]);
  const position = steps.indexOf(current);
  return (
    <ol ref={list} tabIndex={-1} className={classes.steps} aria-label={t('steps.label')}>
      {steps.map((step, index) => (
        <li
          key={step}
          className={classes.step}
          data-done={index < position || undefined}
          aria-current={step === current ? 'step' : undefined}
        >
          <span className={classes.number} aria-hidden>
            {index + 1}
          </span>
          <span className={classes.name}>{t(`steps.${step}`)}</span>
        </li>
      ))}
    </ol>
  );
}
