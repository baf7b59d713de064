import { Suspense } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { LoadingState } from '../../ui/loading-state.tsx';
import { Page } from '../../ui/page.tsx';
import { part } from '../../ui/part.tsx';
import { useRecordList } from '../data/record-list.ts';
import { NounGate } from '../noun-gate.tsx';

const RecordBoard = part(() => import('../board/record-board.tsx'));

/** The sample deals by stage. */
export function BoardFixture() {
  return (
    <Page title="Board" layout="fill">
      <NounGate name="stage">
        {(stage) => <NounGate name="deal">{(deal) => <Stages stage={stage} deal={deal} />}</NounGate>}
      </NounGate>
    </Page>
  );
}

function Stages({ stage, deal }: { readonly stage: NounMetadata; readonly deal: NounMetadata }) {
  const { records } = useRecordList(stage, { sort: 'position' });
  const columns = records.map((one) => ({
    id: one.id,
    title: String(one.name),
    color: String(one.color),
    summary: '100',
  }));
  return (
    <Suspense fallback={<LoadingState />}>
      <RecordBoard noun={deal} field="stage" columns={columns} />
    </Suspense>
  );
}
