import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import type { PortalFile, PortalMe, WholePortalRequest } from '../../contract/index.ts';
import { ask } from './ask.ts';
import { TextField } from './field.tsx';
import { FilePicker, Files } from './files.tsx';
import { Link } from './link.tsx';
import { Problem } from './problem.tsx';
import { usePortalFormat } from './texts.ts';

interface RequestProps {
  readonly workspace: string;
  readonly id: string;
  readonly me: PortalMe;
}

/** One request: what was asked, the stages it went through, what was said, and a place to say more. */
export function Request({ workspace, id, me }: RequestProps) {
  const { t, i18n } = useTranslation('portal');
  const { data, error } = useQuery({
    queryKey: ['request', workspace, id, i18n.language],
    queryFn: () => ask<WholePortalRequest>('GET', workspace, `/requests/${encodeURIComponent(id)}`),
  });
  return (
    <section aria-labelledby="request">
      <p>
        <Link to={[]}>{t('page.request.back')}</Link>
      </p>
      <Problem error={error} />
      {!data && !error && <p role="status">{t('page.loading')}</p>}
      {data && <Whole workspace={workspace} request={data} me={me} />}
    </section>
  );
}

interface WholeProps {
  readonly workspace: string;
  readonly request: WholePortalRequest;
  readonly me: PortalMe;
}

function Whole({ workspace, request, me }: WholeProps) {
  const { t } = useTranslation('portal');
  const format = usePortalFormat(me.timeZone);
  const { subject, number, state, kind, createdAt, responsible, mine, from } = request;
  const told = [
    ['state', state?.label],
    ['kind', kind?.label],
    ['createdAt', format.dateTime(createdAt)],
    ['from', mine ? null : from],
    ['responsible', responsible],
  ] as const;
  return (
    <>
      <h1 id="request">
        {subject} <span className="quiet">{number}</span>
      </h1>
      <dl className="rows">
        {told
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{t(`page.request.${name}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {request.stages.length > 1 && (
        <>
          <h2>{t('page.request.stages')}</h2>
          <ol className="stages">
            {request.stages.map(({ label, at }) => (
              <li key={at}>
                {label} <span className="quiet">{format.dateTime(at)}</span>
              </li>
            ))}
          </ol>
        </>
      )}
      {request.description && <p className="said">{request.description}</p>}
      <Files workspace={workspace} files={request.files} />
      {request.answer && (
        <>
          <h2>{t('page.request.answer')}</h2>
          <p className="said">{request.answer}</p>
        </>
      )}
      <Conversation workspace={workspace} request={request} me={me} />
    </>
  );
}

function Conversation({ workspace, request: { id, comments, mayWrite }, me }: WholeProps) {
  const { t } = useTranslation('portal');
  const format = usePortalFormat(me.timeZone);
  return (
    <>
      {comments.length > 0 && <h2>{t('page.request.comments')}</h2>}
      <ul className="comments">
        {comments.map(({ id: key, at, fromClient, name, body, files }) => (
          <li key={key} className={fromClient ? 'ours' : undefined}>
            <p className="quiet">{[name ?? me.workspace, format.dateTime(at)].join(' · ')}</p>
            <p className="said">{body}</p>
            <Files workspace={workspace} files={files} />
          </li>
        ))}
      </ul>
      {mayWrite ? <Reply workspace={workspace} id={id} /> : <p className="quiet">{t('page.request.closed')}</p>}
    </>
  );
}

function Reply({ workspace, id }: { readonly workspace: string; readonly id: string }) {
  const { t } = useTranslation('portal');
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [files, setFiles] = useState<readonly PortalFile[]>([]);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => {
      const body = { text, files: files.map((file) => file.id) };
      return ask('POST', workspace, `/requests/${encodeURIComponent(id)}/comments`, body);
    },
    onSuccess: async () => {
      setText('');
      setFiles([]);
      await queries.invalidateQueries();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <form className="writing" onSubmit={submit} noValidate>
      <TextField label={t('page.request.write')} value={text} error={error} name="text" onChange={setText} />
      <FilePicker workspace={workspace} files={files} onChange={setFiles} />
      <Problem error={error} />
      <button type="submit" className="primary" disabled={isPending || text.trim() === ''}>
        {t('page.request.send')}
      </button>
    </form>
  );
}
