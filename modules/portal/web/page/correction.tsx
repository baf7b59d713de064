import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { ask } from './ask.ts';
import { TextField } from './field.tsx';
import { Problem } from './problem.tsx';

/** Says what of one's details is wrong; somebody looks at it, nothing is changed by itself. */
export function Correction({ workspace }: { readonly workspace: string }) {
  const { t } = useTranslation('portal');
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => ask('POST', workspace, '/corrections', { text }),
  });
  if (isSuccess) return <p role="status">{t('page.correction.sent')}</p>;
  if (!isOpen)
    return (
      <button type="button" onClick={() => setOpen(true)}>
        {t('page.correction.open')}
      </button>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <form className="writing" onSubmit={submit} noValidate>
      <TextField label={t('page.correction.what')} value={text} error={error} name="text" onChange={setText} />
      <Problem error={error} />
      <button type="submit" className="primary" disabled={isPending || text.trim() === ''}>
        {t('page.request.send')}
      </button>
    </form>
  );
}
