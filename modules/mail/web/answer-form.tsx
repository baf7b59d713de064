import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { LetterForm, type LetterFormProps } from './letter-form.tsx';
import { useKeptLetter } from './mailbox.queries.ts';

/** An answer to a letter, which is quoted in it. */
export function AnswerForm({ letter, ...props }: Omit<LetterFormProps, 'answers'> & { readonly letter: string }) {
  const { data, error, refetch } = useKeptLetter(letter);
  if (data) return <LetterForm {...props} answers={data} />;
  return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingState lines={4} />;
}
