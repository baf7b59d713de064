import type { FileReference } from '../../../shared/nouns/value.ts';

/** Whether a browser can draw it; the type is what the server found in the file. */
export function isPicture({ type }: Pick<FileReference, 'type'>): boolean {
  return pictures.has(type);
}

const pictures: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);
