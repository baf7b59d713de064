import { useEffect, useRef, useState } from 'react';
import type { FileReference } from '../../../shared/nouns/value.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { uploadFile } from './upload-file.ts';

/** A file on its way. */
export interface Upload {
  readonly key: string;
  readonly name: string;
  /** From 0 to 1. */
  readonly share: number;
  /** Why it did not arrive, in words. */
  readonly problem: string | null;
  readonly cancel: () => void;
}

/** Sends files side by side and hands each over when it has arrived; what is on its way when the input goes is broken off. */
export function useUploads(onArrival: (file: FileReference) => void) {
  const { t } = useTranslation();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const arrive = useRef(onArrival);
  arrive.current = onArrival;
  const under = useRef(new Set<AbortController>());
  useEffect(() => {
    const running = under.current;
    return () => {
      for (const one of running) one.abort();
    };
  }, []);
  const change = (key: string, part: Partial<Upload>) =>
    setUploads((before) => before.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const drop = (key: string) => setUploads((before) => before.filter((one) => one.key !== key));
  const send = async (file: File) => {
    const controller = new AbortController();
    const key = crypto.randomUUID();
    const cancel = () => {
      controller.abort();
      drop(key);
    };
    under.current.add(controller);
    setUploads((before) => [...before, { key, name: file.name, share: 0, problem: null, cancel }]);
    try {
      const { signal } = controller;
      const arrived = await uploadFile(file, { signal, onProgress: (share) => change(key, { share }) });
      drop(key);
      arrive.current(arrived);
    } catch (error) {
      if (!controller.signal.aborted) change(key, { problem: problemText(error as Error, t) });
    } finally {
      under.current.delete(controller);
    }
  };
  return { uploads, send: (files: Iterable<File>) => void Promise.all([...files].map(send)) };
}
