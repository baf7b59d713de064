import { Text, UnstyledButton } from '@mantine/core';
import { IconFile, IconFileImport, IconSparkles } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from '../../i18n/use-translation.tsx';
import type { Icon } from '../../module.ts';
import { FormProblem } from '../form-problem.tsx';
import { notifyDone } from '../notify.ts';
import { cancelDemo, type DemoState, demoQuery, startDemo } from '../set-up.ts';
import { DemoProgress } from './demo-progress.tsx';
import { Entrance } from './entrance.tsx';
import classes from './set-up.module.css';

/** First run, step 3: what the workspace begins with. */
export function SetUpDataPage() {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const { data: state, refetch } = useQuery(demoQuery);
  const client = useQueryClient();
  const demo = useMutation({ mutationFn: startDemo, onSuccess: () => refetch() });
  const cancel = useMutation({
    mutationFn: cancelDemo,
    onSuccess: (left: DemoState) => {
      client.setQueryData(demoQuery.queryKey, left);
      if (left.state !== 'none') return;
      demo.reset();
      notifyDone(t('setUp.demoCancelled'));
    },
  });
  if (state && (state.state === 'filling' || state.state === 'failed' || demo.isSuccess)) {
    return (
      <Entrance title={t('setUp.demo')} text={t('setUp.demoText')} wide>
        <div className={classes.choices}>
          <DemoProgress
            demo={state}
            onRetry={() => demo.mutate()}
            onCancel={() => cancel.mutate()}
            isCancelling={cancel.isPending}
          />
          <FormProblem error={demo.error ?? cancel.error} />
        </div>
      </Entrance>
    );
  }
  return (
    <Entrance title={t('setUp.dataTitle')} text={t('setUp.dataText')} wide>
      <div className={classes.choices}>
        <Choice
          icon={IconSparkles}
          title={t('setUp.demo')}
          text={t('setUp.demoText')}
          disabled={demo.isPending}
          onClick={() => demo.mutate()}
        />
        <Choice
          icon={IconFileImport}
          title={t('setUp.import')}
          text={t('setUp.importText')}
          disabled={demo.isPending}
          onClick={() => navigate({ to: '/import' })}
        />
        <Choice
          icon={IconFile}
          title={t('setUp.empty')}
          text={t('setUp.emptyText')}
          disabled={demo.isPending}
          onClick={() => navigate({ to: '/' })}
        />
        <FormProblem error={demo.error} />
        <Text size="sm" c="dimmed">
          {t('setUp.step', { step: 3, steps: 3 })}
        </Text>
      </div>
    </Entrance>
  );
}

interface ChoiceProps {
  readonly icon: Icon;
  readonly title: string;
  readonly text: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
}

function Choice({ icon: ChoiceIcon, title, text, disabled, onClick }: ChoiceProps) {
  return (
    <UnstyledButton className={classes.choice} disabled={disabled} onClick={onClick}>
      <ChoiceIcon size={24} stroke={1.5} className={classes.choiceIcon} />
      <span>
        <span className={classes.choiceTitle}>{title}</span>
        <span className={classes.choiceText}>{text}</span>
      </span>
    </UnstyledButton>
  );
}
