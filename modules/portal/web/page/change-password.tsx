import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { problemFields } from '../../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { ask } from './ask.ts';
import { Field } from './field.tsx';
import { Problem } from './problem.tsx';

/** Another password for the one that is known; whoever is signed in elsewhere is out then. */
export function ChangePassword({ workspace }: { readonly workspace: string }) {
  const { t } = useTranslation('portal');
  const [isOpen, setOpen] = useState(false);
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => ask('PUT', workspace, '/password', { current, password }),
  });
  if (isSuccess) return <p role="status">{t('page.change.done')}</p>;
  if (!isOpen)
    return (
      <button type="button" onClick={() => setOpen(true)}>
        {t('page.me.password')}
      </button>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  const faults = error ? problemFields(error, t) : {};
  return (
    <form className="writing" onSubmit={submit} noValidate>
      <Field
        label={t('page.change.current')}
        type="password"
        autoComplete="current-password"
        autoFocus
        value={current}
        error={faults.current}
        onChange={setCurrent}
      />
      <Field
        label={t('page.change.next')}
        hint={t('page.password.hint')}
        type="password"
        autoComplete="new-password"
        value={password}
        error={faults.password}
        onChange={setPassword}
      />
      <Problem error={error} />
      <button type="submit" className="primary" disabled={isPending || current === '' || password === ''}>
        {t('page.change.save')}
      </button>
    </form>
  );
}
