import { ActionIcon } from '@mantine/core';
import { IconCircle, IconCircleCheckFilled, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useSession } from '../../../web/shell/session.ts';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import classes from './first-steps.module.css';
import { useFirstSteps } from './first-steps.queries.ts';

/** Where this browser remembers whose steps are out of sight. */
const storageKey = 'rapport.first-steps';

/** What the owner of a new workspace does first, ticked off by what there is; gone when all is done, or when it is put away. */
export default function FirstSteps() {
  const session = useSession();
  const [isAway, setAway] = useState(() => localStorage.getItem(storageKey) === session?.member.id);
  if (session?.role !== 'owner' || session.sandbox || isAway) return null;
  const putAway = () => {
    localStorage.setItem(storageKey, session.member.id);
    setAway(true);
  };
  return <Steps onDone={putAway} />;
}

function Steps({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('today');
  const { data: steps } = useFirstSteps();
  // What can not be asked now is no step: the day itself says what is wrong.
  if (!steps || steps.every(({ done }) => done)) return null;
  const next = steps.find(({ done }) => !done);
  return (
    <SectionCard
      title={t('steps.title')}
      actions={
        <ActionIcon aria-label={t('steps.hide')} title={t('steps.hide')} onClick={onDone}>
          <IconX size={16} />
        </ActionIcon>
      }
    >
      <ul className={classes.steps}>
        {steps.map((step) => (
          <li key={step.key} className={classes.step} data-done={step.done || undefined}>
            {step.done ? (
              <IconCircleCheckFilled size={18} aria-hidden />
            ) : (
              <IconCircle size={18} stroke={1.5} aria-hidden />
            )}
            {step.done ? (
              <span>
                {t(`steps.${step.key}`)} <span className={classes.said}>({t('keys.done')})</span>
              </span>
            ) : (
              <Link to={step.to} {...(step.hash ? { hash: step.hash } : {})} className={classes.link}>
                {t(`steps.${step.key}`)}
              </Link>
            )}
            {step === next && <span className={classes.why}>{t(`steps.${step.key}Why`)}</span>}
          </li>
        ))}
      </ul>
    </SectionCard>
  );
}
