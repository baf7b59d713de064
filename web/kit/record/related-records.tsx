import { use } from 'react';
import { pickLayout } from '../../../shared/nouns/layout.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { ModulesContext } from '../../shell/modules-context.ts';
import { useMetadata } from '../data/metadata.ts';
import { inOrder, listRelatedFields, type RelatedField } from './related-fields.ts';
import { RelatedPanel } from './related-panel.tsx';

interface RelatedRecordsProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** A panel for every kind of record that points at this one. */
export function RelatedRecords({ noun, record }: RelatedRecordsProps) {
  const related = useRelated(noun, pickLayout(noun.layouts, 'card', record)?.panels ?? []);
  return (
    <>
      {related.map(({ noun: other, field }) => (
        <RelatedPanel
          key={`${other.name}.${field.name}`}
          noun={other}
          field={field}
          target={noun}
          record={record}
          alone={
            !field.hidden && related.filter((one) => one.noun.name === other.name && !one.field.hidden).length === 1
          }
        />
      ))}
    </>
  );
}

/** What points at the noun and has a panel on its card, in the order of `panels`. */
export function useRelated(noun: NounMetadata, panels: readonly string[]): readonly RelatedField[] {
  const { data: metadata } = useMetadata();
  const modules = use(ModulesContext);
  if (!metadata) return [];
  const inTimeline = modules.flatMap((module) => module.timeline ?? []).map((source) => source.noun);
  const inPanels = modules
    .flatMap((module) => module.recordPanels ?? [])
    .flatMap((panel) => (panel.noun === noun.name && panel.insteadOf ? [panel.insteadOf] : []));
  return inOrder(listRelatedFields(metadata, noun, new Set([...inTimeline, ...inPanels])), panels);
}
