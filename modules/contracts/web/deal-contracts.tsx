import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { ContractsPanel } from './contracts-panel.tsx';

export default function DealContracts({ noun, record }: { readonly noun: NounMetadata; readonly record: AnyRecord }) {
  return <ContractsPanel target={noun} record={record} pointer="deal" ids={[record.id]} />;
}
