import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Language } from '../../../../shared/nouns/metadata.ts';
import { problemFields } from '../../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { ask } from './ask.ts';
import { Field } from './field.tsx';
import { Link } from './link.tsx';
import { goTo } from './place.ts';
import { Problem } from './problem.tsx';

interface EntranceProps {
  readonly workspace: string;
}

/** E-mail and password of a client. */
export function SignIn({ workspace }: EntranceProps) {
  const { t } = useTranslation('portal');
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => ask('POST', workspace, '/sign-in', { email: email.trim(), password }),
    onSuccess: () => queries.invalidateQueries(),
  });
  const faults = error ? problemFields(error, t) : {};
  return (
    <Entry title={t('page.signIn.title')} onSubmit={mutate}>
      <Field
        label={t('page.signIn.email')}
        type="email"
        autoComplete="username"
        autoFocus
        value={email}
        error={faults.email}
        onChange={setEmail}
      />
      <Field
        label={t('page.signIn.password')}
        type="password"
        autoComplete="current-password"
        value={password}
        error={faults.password}
        onChange={setPassword}
      />
      <Problem error={error} />
      <button type="submit" className="primary" disabled={isPending}>
        {t('page.signIn.enter')}
      </button>
      <Link to={['forgotten']}>{t('page.signIn.forgotten')}</Link>
    </Entry>
  );
}

/** Asks for a letter by which a new password is chosen; nobody is told whether there is an account. */
export function Forgotten({ workspace }: EntranceProps) {
  const { t } = useTranslation('portal');
  const [email, setEmail] = useState('');
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => ask('POST', workspace, '/forgotten', { email: email.trim() }),
  });
  return (
    <Entry title={t('page.forgotten.title')} onSubmit={mutate}>
      {isSuccess ? (
        <p role="status">{t('page.forgotten.sent', { email: email.trim() })}</p>
      ) : (
        <>
          <p>{t('page.forgotten.text')}</p>
          <Field
            label={t('page.signIn.email')}
            type="email"
            autoComplete="username"
            autoFocus
            value={email}
            error={error ? problemFields(error, t).email : undefined}
            onChange={setEmail}
          />
          <Problem error={error} />
          <button type="submit" className="primary" disabled={isPending}>
            {t('page.forgotten.send')}
          </button>
        </>
      )}
      <Link to={[]}>{t('page.forgotten.back')}</Link>
    </Entry>
  );
}

/** Chooses a password by the link of a letter, which the address carries where no server sees it. */
export function ChoosePassword({ workspace }: EntranceProps) {
  const { t, i18n } = useTranslation('portal');
  const queries = useQueryClient();
  const [token] = useState(() => window.location.hash.slice(1));
  const [password, setPassword] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => {
      const language = i18n.language as Language;
      return ask('POST', workspace, '/password', { token, password, language });
    },
    onSuccess: async () => {
      goTo();
      await queries.invalidateQueries();
    },
  });
  return (
    <Entry title={t('page.password.title')} onSubmit={mutate}>
      <Field
        label={t('page.signIn.password')}
        hint={t('page.password.hint')}
        type="password"
        autoComplete="new-password"
        autoFocus
        value={password}
        error={error ? problemFields(error, t).password : undefined}
        onChange={setPassword}
      />
      <Problem error={error} />
      <button type="submit" className="primary" disabled={isPending}>
        {t('page.password.save')}
      </button>
      <Link to={['forgotten']}>{t('page.signIn.forgotten')}</Link>
    </Entry>
  );
}

interface EntryProps {
  readonly title: string;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

function Entry({ title, onSubmit, children }: EntryProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className="entry" onSubmit={submit} noValidate>
      <h1>{title}</h1>
      {children}
    </form>
  );
}
