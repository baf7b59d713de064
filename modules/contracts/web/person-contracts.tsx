import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { ContractsPanel } from './contracts-panel.tsx';

export default function PersonContracts({ noun, record }: { readonly noun: NounMetadata; readonly record: AnyRecord }) {
  return <ContractsPanel target={noun} record={record} pointer="person" ids={[record.id]} />;
}
