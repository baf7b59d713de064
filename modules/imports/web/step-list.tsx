import { useTranslation } from 'react-i18next';
import classes from './step-list.module.css';

const steps = ['file', 'columns', 'check', 'import'] as const;

/** The four steps of an import and which one is shown. */
export function StepList({ current }: { readonly current: (typeof steps)[number] }) {
  const { t } = useTranslation('imports');
  const position = steps.indexOf(current);
  return (
    <ol className={classes.steps} aria-label={t('steps.label')}>
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
