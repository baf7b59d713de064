import { Suspense, use } from 'react';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { ModulesContext } from '../../shell/modules-context.ts';
import { LoadingState } from '../../ui/loading-state.tsx';
import { isInUse, useMetadata } from '../data/metadata.ts';
import { Arriving } from './settling.tsx';

interface RecordPanelsProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
  readonly place: 'top' | 'side';
}

/** What modules have to say in this place of the noun's card, in the order they ask for. */
export function RecordPanels({ noun, record, place }: RecordPanelsProps) {
  const modules = use(ModulesContext);
  const { data: metadata } = useMetadata();
  const panels = modules
    .flatMap((module) =>
      (module.recordPanels ?? []).map((panel, index) => ({ ...panel, key: `${module.name}/${index}` })),
    )
    .filter((panel) => panel.noun === noun.name && (panel.place ?? 'side') === place)
    .filter(({ whenUsed }) => !whenUsed || (metadata && isInUse(metadata, whenUsed)))
    .toSorted((one, other) => one.order - other.order);
  return (
    <>
      {panels.map(({ key, component: Panel }) => (
        <Suspense key={key} fallback={<Waiting lines={place === 'top' ? 1 : 3} />}>
          <Panel noun={noun} record={record} />
        </Suspense>
      ))}
    </>
  );
}

function Waiting({ lines }: { readonly lines: number }) {
  return (
    <Arriving>
      <LoadingState lines={lines} />
    </Arriving>
  );
}
