import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import { findField } from '../../../web/kit/data/named-field.ts';
import type { Labels } from '../../../web/kit/labels.ts';

/** A text with placeholders as people read it: `Call {{name}}` as "Call ‹Name›". */
export function shownTemplate(text: string, noun: NounMetadata, labels: Labels): string {
  return text.replace(/\{\{([^{}]*)\}\}/g, (_, name: string) => {
    const field = findField(noun, name.trim());
    return `‹${field ? labels.field(noun.name, field) : name.trim()}›`;
  });
}
