import { Skeleton } from '@mantine/core';
import { Suspense } from 'react';
import { part } from '../../../ui/part.tsx';
import type { InputProps } from '../field-view.ts';

/** The editor is large: it is fetched when somebody is about to write. */
const RichTextInput = part(() => import('./rich-text-input.tsx'));

export function RichTextFieldInput(props: InputProps<'richText'>) {
  return (
    <Suspense fallback={<Skeleton height={160} />}>
      <RichTextInput {...props} />
    </Suspense>
  );
}
