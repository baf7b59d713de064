import type { FieldKind } from '../../../shared/nouns/field.ts';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../web/kit/data/metadata.ts';
import { findField, isSystem, type NamedField } from '../../../web/kit/data/named-field.ts';
import { useLabels } from '../../../web/kit/labels.ts';

/** A field of clients by which reports group. */
export interface Category {
  /** As reports are asked for it: `company.lifecycle`. */
  readonly path: string;
  readonly noun: NounMetadata;
  readonly field: NamedField;
}

/** The fields that lead from deals, and from activities, to clients. */
export const dealClients = ['company', 'people'] as const;
export const activityClients = ['company', 'person'] as const;

const kinds: ReadonlySet<FieldKind> = new Set(['choice', 'choices', 'relation']);
const clients: ReadonlySet<string> = new Set(['company', 'person']);

/** Every choice, and every directory pointed at, of the clients that the fields of `about` lead to. */
export function useCategories(about: string, pointers: readonly string[]): readonly Category[] {
  const { data: metadata } = useMetadata();
  const noun = metadata?.nouns.find(({ name }) => name === about);
  if (!metadata || !noun) return [];
  return pointers.flatMap((pointer) => {
    const way = findField(noun, pointer);
    const to = way && 'to' in way ? way.to : null;
    const client = metadata.nouns.find(({ name }) => name === to);
    if (!client?.may.read) return [];
    return client.fields
      .filter((field) => kinds.has(field.kind) && !isSystem(field) && !field.masked && !field.retired)
      .filter((field) => field.kind !== 'relation' || !clients.has(field.to))
      .map((field) => ({ path: `${pointer}.${field.name}`, noun: client, field }));
  });
}

/** What the records of a group are called: by the option, or by the record they point at. */
export function useCategoryName(category: Category | undefined) {
  const { t } = useTranslation('reports');
  const labels = useLabels();
  return ({ value, label }: { readonly value: string | null; readonly label: string | null }): string => {
    if (value === null) return t('category.empty');
    if (!category || category.field.kind === 'relation') return label ?? '…';
    return labels.option(category.noun.name, category.field, value);
  };
}
