import { Button } from '@mantine/core';
import { IconPlus, IconRoute } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Filter } from '../../../../shared/filter/filter.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useCreation } from '../../../../web/kit/form/creation.ts';
import { CreationProvider } from '../../../../web/kit/form/creation-provider.tsx';
import { useCreationByAddress } from '../../../../web/kit/form/use-creation-by-address.ts';
import { useLabels } from '../../../../web/kit/labels.ts';
import { useListSearch } from '../../../../web/kit/list/use-list-search.ts';
import { NounGate } from '../../../../web/kit/noun-gate.tsx';
import { recordPath } from '../../../../web/kit/record-link.tsx';
import { Colored } from '../../../../web/kit/views/colors/record-colors.tsx';
import { ViewTabs } from '../../../../web/kit/views/view-tabs.tsx';
import { EmptyState } from '../../../../web/ui/empty-state.tsx';
import { ErrorState } from '../../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../../web/ui/loading-state.tsx';
import { Page } from '../../../../web/ui/page.tsx';
import type { DealsSearch } from '../deals-search.ts';
import { ReadyBar } from '../ready/ready-bar.tsx';
import { type PipelineRecord, usePipelines } from '../stages.queries.ts';
import { BoardToolbar } from './board-toolbar.tsx';
import { DealBoard } from './deal-board.tsx';

/** The deals of a pipeline, a column for each of its stages. */
export function DealBoardPage({ actions }: { readonly actions: ReactNode }) {
  return (
    <CreationProvider>
      <NounGate name="deal">
        {(deal) => (
          <NounGate name="pipeline">
            {(pipeline) => <LoadedPage deal={deal} pipeline={pipeline} actions={actions} />}
          </NounGate>
        )}
      </NounGate>
    </CreationProvider>
  );
}

interface LoadedPageProps {
  readonly deal: NounMetadata;
  readonly pipeline: NounMetadata;
  readonly actions: ReactNode;
}

function LoadedPage({ deal, pipeline, actions }: LoadedPageProps) {
  const labels = useLabels();
  const { pipelines, isPending, error, refetch } = usePipelines(pipeline);
  const { pipeline: named } = useSearch({ strict: false }) as DealsSearch;
  const [{ filter }] = useListSearch();
  const asked = named ?? pipelineOf(filter);
  const shown = pipelines.find((one) => one.id === asked) ?? pipelines.find((one) => !one.archived) ?? pipelines[0];
  return (
    <Page
      title={labels.nouns('deal')}
      actions={
        <BoardActions deal={deal} shown={shown}>
          {actions}
        </BoardActions>
      }
      layout="fill"
    >
      <ViewTabs noun={deal} />
      <ReadyBar />
      {isPending && <LoadingState lines={8} />}
      {error && pipelines.length === 0 && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!isPending && !error && !shown && <NoPipeline />}
      {shown && <PipelineBoard deal={deal} pipelines={pipelines} shown={shown} />}
    </Page>
  );
}

/** The pipeline that a filter (a saved view's) asks for. */
function pipelineOf(filter: Filter | undefined): string | undefined {
  if (!filter) return undefined;
  if ('all' in filter) return filter.all.map(pipelineOf).find((id) => id !== undefined);
  const isPipeline = 'field' in filter && filter.field === 'pipeline' && filter.op === 'is';
  return isPipeline ? String(filter.value) : undefined;
}

interface BoardActionsProps {
  readonly deal: NounMetadata;
  readonly shown: PipelineRecord | undefined;
  readonly children: ReactNode;
}

function BoardActions({ deal, shown, children }: BoardActionsProps) {
  const labels = useLabels();
  const navigate = useNavigate();
  const openCreation = useCreation();
  const create = () =>
    openCreation({
      noun: deal,
      initial: shown ? { pipeline: { id: shown.id, label: shown.name } } : {},
      onCreated: (record) => void navigate({ to: recordPath(deal.plural, record.id) }),
    });
  useCreationByAddress(deal.may.create && shown ? create : undefined);
  return (
    <>
      {children}
      {deal.may.create && (
        <Button leftSection={<IconPlus size={16} />} onClick={create}>
          {labels.create('deal')}
        </Button>
      )}
    </>
  );
}

interface PipelineBoardProps {
  readonly deal: NounMetadata;
  readonly pipelines: readonly PipelineRecord[];
  readonly shown: PipelineRecord;
}

function PipelineBoard({ deal, pipelines, shown }: PipelineBoardProps) {
  const [filtering, setFiltering] = useState(false);
  const [{ colors }] = useListSearch();
  return (
    <>
      <BoardToolbar deal={deal} pipelines={pipelines} shown={shown} filtering={filtering} onFiltering={setFiltering} />
      <Colored noun={deal} rules={colors}>
        <NounGate name="stage">{(stage) => <DealBoard deal={deal} stage={stage} pipeline={shown.id} />}</NounGate>
      </Colored>
    </>
  );
}

function NoPipeline() {
  const { t } = useTranslation('deals');
  return (
    <EmptyState
      icon={IconRoute}
      title={t('board.noPipeline')}
      text={t('board.noPipelineText')}
      actions={
        <Button component={Link} to="/pipelines">
          {t('board.toPipelines')}
        </Button>
      }
    />
  );
}
