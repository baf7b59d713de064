import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { findProblem, problemText } from '../i18n/problem-text.ts';
import { useTranslation } from '../i18n/use-translation.tsx';

/** Why a form was not accepted, above its button; what stands beside its inputs is not said twice. */
export function FormProblem({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  if (!error) return null;
  const isMarked = (findProblem(error)?.fields.length ?? 0) > 0;
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      p="xs"
      styles={{ icon: { marginInlineEnd: 8 } }}
      icon={<IconAlertTriangle size={18} stroke={1.6} />}
    >
      {isMarked ? t('errors:invalid') : problemText(error, t)}
    </Alert>
  );
}
