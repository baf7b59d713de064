import { useRef, useState } from 'react';
import { problemText } from '../../../../web/i18n/problem-text.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import type { PortalFile } from '../../contract/index.ts';
import { portalAddress, sendFile } from './ask.ts';
import { usePortalFormat } from './texts.ts';

interface FilesProps {
  readonly workspace: string;
  readonly files: readonly PortalFile[];
}

/** Files to be saved. */
export function Files({ workspace, files }: FilesProps) {
  const { t } = useTranslation('portal');
  const format = usePortalFormat('UTC');
  if (files.length === 0) return null;
  return (
    <ul className="files" aria-label={t('page.files.title')}>
      {files.map(({ id, name, size }) => (
        <li key={id}>
          <a href={portalAddress(workspace, `/files/${id}`)} download>
            {name}
          </a>{' '}
          <span className="quiet">
            {t('page.files.size', { size: format.number(Math.max(1, Math.ceil(size / 1024))) })}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface FilePickerProps extends FilesProps {
  readonly onChange: (files: readonly PortalFile[]) => void;
}

/** Sends files as they are chosen; what belongs to nothing in the end is forgotten by the server. */
export function FilePicker({ workspace, files, onChange }: FilePickerProps) {
  const { t } = useTranslation('portal');
  const input = useRef<HTMLInputElement>(null);
  const [isSending, setSending] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  const send = async (chosen: readonly File[]) => {
    setSending(true);
    setFault(null);
    try {
      let all = files;
      for (const file of chosen) {
        all = [...all, await sendFile(workspace, file)];
        onChange(all);
      }
    } catch (error) {
      setFault(error);
    } finally {
      setSending(false);
      if (input.current) input.current.value = '';
    }
  };
  return (
    <div className="field">
      <ul className="files">
        {files.map(({ id, name }) => (
          <li key={id}>
            {name}{' '}
            <button
              type="button"
              className="plain"
              aria-label={t('page.files.remove', { name })}
              onClick={() => onChange(files.filter((one) => one.id !== id))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('page.files.add')}
        onChange={(event) => void send([...(event.currentTarget.files ?? [])])}
      />
      <button type="button" disabled={isSending || files.length >= 10} onClick={() => input.current?.click()}>
        {isSending ? t('page.files.sending') : t('page.files.add')}
      </button>
      {fault ? (
        <p role="alert" className="error">
          {problemText(fault, t)}
        </p>
      ) : null}
    </div>
  );
}
