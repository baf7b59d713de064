import { findProblem, problemText } from '../../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';

/** Why something was not done; what stands beside its inputs is not said twice. */
export function Problem({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('portal');
  if (!error) return null;
  const isMarked = (findProblem(error)?.fields.length ?? 0) > 0;
  return (
    <p role="alert" className="problem">
      {isMarked ? t('errors:invalid') : problemText(error, t)}
    </p>
  );
}
