import { type ReactNode, Suspense, useCallback, useState } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { part } from '../../../../web/ui/part.tsx';

const ClosingDialog = part(() => import('./closing-dialog.tsx'));

export type StageKind = 'open' | 'won' | 'lost';
type Values = Readonly<Record<string, unknown>>;

export interface Closing {
  /** The values that go with a move to a stage of this kind; null when the person thinks better of it. */
  readonly ask: (deal: AnyRecord, kind: string) => Promise<Values | null>;
  /** To be put somewhere on the page. */
  readonly dialog: ReactNode;
}

interface Question {
  readonly deal: AnyRecord;
  readonly kind: StageKind;
  readonly answer: (values: Values | null) => void;
}

/** Asks what has to be known when a deal ends: why it was lost, when it was won. */
export function useClosing(noun: NounMetadata): Closing {
  const [question, setQuestion] = useState<Question | null>(null);
  const ask = useCallback((deal: AnyRecord, kind: string) => {
    if (kind !== 'won' && kind !== 'lost') return Promise.resolve({});
    return new Promise<Values | null>((resolve) => {
      const answer = (values: Values | null) => {
        setQuestion(null);
        resolve(values);
      };
      setQuestion({ deal, kind, answer });
    });
  }, []);
  const dialog = (
    <Suspense>
      {question && <ClosingDialog noun={noun} deal={question.deal} kind={question.kind} onAnswer={question.answer} />}
    </Suspense>
  );
  return { ask, dialog };
}
