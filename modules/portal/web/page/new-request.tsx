import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { problemFields } from '../../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import type { PortalFile } from '../../contract/index.ts';
import { ask } from './ask.ts';
import { Field, TextField } from './field.tsx';
import { FilePicker } from './files.tsx';
import { Link } from './link.tsx';
import { goTo } from './place.ts';
import { Problem } from './problem.tsx';

/** Writes a new request. */
export function NewRequest({ workspace }: { readonly workspace: string }) {
  const { t } = useTranslation('portal');
  const queries = useQueryClient();
  const [subject, setSubject] = useState('');
  const [text, setText] = useState('');
  const [files, setFiles] = useState<readonly PortalFile[]>([]);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => {
      const body = { subject, text, files: files.map(({ id }) => id) };
      return ask<{ id: string }>('POST', workspace, '/requests', body);
    },
    onSuccess: async ({ id }) => {
      goTo('requests', id);
      await queries.invalidateQueries();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <form className="writing" onSubmit={submit} noValidate>
      <p>
        <Link to={[]}>{t('page.request.back')}</Link>
      </p>
      <h1>{t('page.requests.new')}</h1>
      <Field
        label={t('page.request.subject')}
        autoFocus
        maxLength={300}
        value={subject}
        error={error ? problemFields(error, t).subject : undefined}
        onChange={setSubject}
      />
      <TextField label={t('page.request.text')} value={text} error={error} name="text" onChange={setText} />
      <FilePicker workspace={workspace} files={files} onChange={setFiles} />
      <Problem error={error} />
      <button type="submit" className="primary" disabled={isPending}>
        {t('page.request.send')}
      </button>
    </form>
  );
}
