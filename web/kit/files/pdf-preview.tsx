import { Skeleton, Stack, Text } from '@mantine/core';
import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from 'pdfjs-dist';
import workerAddress from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../i18n/use-translation.tsx';

GlobalWorkerOptions.workerSrc = workerAddress;

/** Pages that are drawn; who wants more opens the file. */
const mostPages = 20;

/** The pages of a PDF, drawn by us: nothing in it runs, and no plug-in opens it. */
export default function PdfPreview({ address }: { readonly address: string }) {
  const { t } = useTranslation('kit');
  const [pages, setPages] = useState<PDFDocumentProxy | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    // Letters are drawn as outlines: a font of the file's own would be one more thing of its to be trusted.
    const loading = getDocument({ url: address, withCredentials: true, disableFontFace: true, enableXfa: false });
    loading.promise.then(setPages, () => setFailed(true));
    return () => void loading.destroy();
  }, [address]);
  if (failed) return <Text c="dimmed">{t('file.noPreview')}</Text>;
  if (!pages) return <Skeleton height={400} />;
  const numbers = Array.from({ length: Math.min(pages.numPages, mostPages) }, (_, index) => index + 1);
  return (
    <Stack gap="xs" style={{ maxHeight: '60vh', overflow: 'auto' }} tabIndex={0}>
      {numbers.map((number) => (
        <Page key={number} pages={pages} number={number} />
      ))}
      {pages.numPages > mostPages && (
        <Text c="dimmed">{t('file.morePages', { count: pages.numPages - mostPages })}</Text>
      )}
    </Stack>
  );
}

interface PageProps {
  readonly pages: PDFDocumentProxy;
  readonly number: number;
}

function Page({ pages, number }: PageProps) {
  const { t } = useTranslation('kit');
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let drawing: { cancel: () => void } | null = null;
    let isGone = false;
    void pages.getPage(number).then((page) => {
      if (!canvas.current || isGone) return;
      const viewport = page.getViewport({ scale: 1.5 });
      canvas.current.width = viewport.width;
      canvas.current.height = viewport.height;
      const task = page.render({ canvas: canvas.current, viewport });
      drawing = task;
      // A page that is turned away from is not drawn to its end.
      task.promise.catch(() => undefined);
    });
    return () => {
      isGone = true;
      drawing?.cancel();
    };
  }, [pages, number]);
  return <canvas ref={canvas} style={{ maxWidth: '100%' }} role="img" aria-label={t('file.page', { number })} />;
}
