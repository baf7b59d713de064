import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { ContractsPanel } from './contracts-panel.tsx';

/** What was agreed in addition to a contract. */
export default function Amendments({ noun, record }: { readonly noun: NounMetadata; readonly record: AnyRecord }) {
  return <ContractsPanel target={noun} record={record} pointer="parent" ids={[record.id]} />;
}
