import { Code, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import type { FileReference } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { part } from '../../ui/part.tsx';
import { isPicture } from './pictures.ts';
import { contentPath } from './upload-file.ts';

/** What draws pages is large: it is fetched with the first of them. */
const PdfPreview = part(() => import('./pdf-preview.tsx'));

/** Pictures, pages and texts as they look; for all others there is the download. The type is what the server found in it. */
export function FilePreview({ file }: { readonly file: FileReference }) {
  const { t } = useTranslation('kit');
  if (isPicture(file))
    return (
      <img src={contentPath(file)} alt={file.name} style={{ maxWidth: '100%', maxHeight: '60vh', margin: 'auto' }} />
    );
  if (file.type === 'application/pdf')
    return (
      <Suspense fallback={<Skeleton height={400} />}>
        <PdfPreview key={file.version} address={contentPath(file)} />
      </Suspense>
    );
  if (file.type === 'text/plain') return <TextPreview file={file} />;
  return <Text c="dimmed">{t('file.noPreview')}</Text>;
}

/** Letters that are shown of a text. */
const mostLetters = 100_000;

function TextPreview({ file }: { readonly file: FileReference }) {
  const address = contentPath(file);
  const { data } = useQuery({
    queryKey: ['files', file.id, 'text', file.version],
    queryFn: async ({ signal }) => {
      const answer = await fetch(address, { signal, credentials: 'same-origin' });
      if (!answer.ok) throw new Error(`The file answered ${answer.status}`);
      return (await answer.text()).slice(0, mostLetters);
    },
  });
  if (data === undefined) return <Skeleton height={200} />;
  return (
    <Code block style={{ maxHeight: '60vh', overflow: 'auto', whiteSpace: 'pre-wrap' }}>
      {data}
    </Code>
  );
}
