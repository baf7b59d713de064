import { Anchor, Button, Text } from '@mantine/core';
import { IconPlus, IconRoute2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../web/kit/data/metadata.ts';
import { EmptyState } from '../../../web/ui/empty-state.tsx';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import classes from '../../../web/ui/framed-list.module.css';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { Page } from '../../../web/ui/page.tsx';
import { SectionCard } from '../../../web/ui/section-card.tsx';
import type { Process } from '../contract/index.ts';
import { exampleNames, exampleOf } from './process-examples.ts';
import { ProcessSentence } from './process-sentence.tsx';
import { ProcessState } from './process-state.tsx';
import { useProcesses } from './processes.queries.ts';

/** What happens by itself in this workspace, each process in a sentence. */
export function ProcessesPage() {
  const { t } = useTranslation('automation');
  const { data, error, isPending, refetch } = useProcesses();
  const add = (
    <Button component={Link} to={'/processes/new' as never} leftSection={<IconPlus size={16} />}>
      {t('add')}
    </Button>
  );
  return (
    <Page title={t('title')} actions={add} layout="text">
      <Text c="dimmed" mb="md">
        {t('text')}
      </Text>
      {isPending && <LoadingState lines={3} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && (
        <>
          <EmptyState icon={IconRoute2} title={t('none')} text={t('noneText')} />
          <Examples />
        </>
      )}
      {data && data.items.length > 0 && (
        <ul className={classes.list}>
          {data.items.map((process) => (
            <ProcessLine key={process.id} process={process} />
          ))}
        </ul>
      )}
    </Page>
  );
}

/** Ready ones, of what the person may configure. */
function Examples() {
  const { t } = useTranslation('automation');
  const nouns = useMetadata().data?.nouns ?? [];
  const examples = exampleNames.map((name) => ({ name, process: exampleOf(name, t) }));
  return examples
    .filter(({ process }) => nouns.some(({ name, may }) => name === process.noun && may.configure))
    .map(({ name, process }) => (
      <SectionCard
        key={name}
        title={process.name}
        actions={
          <Button
            component={Link}
            to={'/processes/new' as never}
            search={{ example: name } as never}
            variant="default"
            size="compact-sm"
            aria-label={t('example.useNamed', { name: process.name })}
          >
            {t('example.use')}
          </Button>
        }
      >
        <ProcessSentence process={process} />
      </SectionCard>
    ));
}

function ProcessLine({ process }: { readonly process: Process }) {
  const { t } = useTranslation('automation');
  const format = useFormat();
  const { done, failed, waiting, lastAt } = process.runs;
  const facts = [
    ...(lastAt
      ? [t('runs.done', { count: done }), t('runs.last', { time: format.dateTime(lastAt) })]
      : [t('runs.never')]),
    ...(waiting > 0 ? [t('runs.waiting', { count: waiting })] : []),
    ...(failed > 0 ? [t('runs.failed', { count: failed })] : []),
  ];
  return (
    <li className={classes.line}>
      <Anchor
        component={Link}
        to={'/processes/$id' as never}
        params={{ id: process.id } as never}
        className={classes.name}
        fw={500}
      >
        {process.name}
      </Anchor>
      <ProcessState process={process} />
      <div className={classes.facts}>
        <ProcessSentence process={process} />
      </div>
      <div className={classes.facts}>{facts.join(' · ')}</div>
    </li>
  );
}
