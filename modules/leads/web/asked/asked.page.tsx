import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../../web/kit/data/metadata.ts';
import { CreationProvider } from '../../../../web/kit/form/creation-provider.tsx';
import { recordPath } from '../../../../web/kit/record-link.tsx';
import { notifyDone } from '../../../../web/shell/notify.ts';
import { LoadingState } from '../../../../web/ui/loading-state.tsx';
import { Page } from '../../../../web/ui/page.tsx';
import type { Taken } from '../../contract/asked.api.ts';
import { AskedForm } from './asked-form.tsx';

/** Somebody asked who is no client yet, or is: taken down in one go, with what is next. */
export function AskedPage() {
  const { t } = useTranslation('leads');
  const { data: metadata } = useMetadata();
  const navigate = useNavigate();
  const [round, setRound] = useState(0);
  const noun = (name: string) => metadata?.nouns.find((one) => one.name === name) as NounMetadata | undefined;
  const [lead, task] = [noun('lead'), noun('task')];
  const finish = (taken: Taken, another: boolean) => {
    notifyDone(t(taken.isNew ? 'asked.taken' : 'asked.known'));
    if (another) setRound(round + 1);
    else void navigate({ to: recordPath(noun(taken.noun)?.plural ?? 'leads', taken.id) });
  };
  return (
    <Page title={t('title.asked')} layout="text">
      {lead && task ? (
        <CreationProvider>
          <AskedForm key={round} lead={lead} task={task} onTaken={finish} />
        </CreationProvider>
      ) : (
        <LoadingState lines={4} />
      )}
    </Page>
  );
}
