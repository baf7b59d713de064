import { ActionIcon, Anchor, Button, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord, FileReference } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { recordKeys } from '../../../../web/kit/data/query-keys.ts';
import { notifyProblem } from '../../../../web/shell/notify.ts';
import { request } from '../../../../web/shell/request.ts';
import { useSession } from '../../../../web/shell/session.ts';
import { clockText } from '../../../../web/ui/clock-text.ts';
import type { Mark } from '../../contract/index.ts';
import classes from './recording.module.css';

interface PlayerProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** Plays the sound of a call, and what was remarked on it: a click goes to its second. */
export function Player({ noun, record }: PlayerProps) {
  const { t } = useTranslation('calls');
  const session = useSession();
  const audio = useRef<HTMLAudioElement>(null);
  const [text, setText] = useState('');
  const { add, remove } = useMarks(record.id);
  const marks = (record.marks ?? []) as readonly Mark[];
  const [file] = (record.sound ?? []) as readonly FileReference[];
  const base = `/api/v1/recordings/${record.id}`;
  const play = (at: number) => {
    if (!audio.current) return;
    audio.current.currentTime = at;
    void audio.current.play().catch((error: unknown) => notifyProblem(error, t));
  };
  return (
    <div className={classes.player}>
      {/* biome-ignore lint/a11y/useMediaCaption: nobody has written down what was said */}
      <audio
        ref={audio}
        controls
        preload="none"
        src={`${base}/sound`}
        className={classes.sound}
        aria-label={t('recording.title')}
      />
      <ul className={classes.marks}>
        {marks.map((mark) => (
          <li key={mark.id} className={classes.mark}>
            <Anchor
              component="button"
              type="button"
              className={classes.play ?? ''}
              onClick={() => play(mark.at)}
              aria-label={t('recording.playFrom', { time: clockText(mark.at) })}
            >
              {clockText(mark.at)}
            </Anchor>
            <span className={classes.text}>
              {mark.text} <span className={classes.by}>{mark.name}</span>
            </span>
            {(mark.by === session?.member.id || session?.role === 'owner') && (
              <ActionIcon variant="subtle" aria-label={t('recording.unmark')} onClick={() => remove.mutate(mark.id)}>
                <IconTrash size={16} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      <form
        className={classes.add}
        onSubmit={(event) => {
          event.preventDefault();
          const said = text.trim();
          if (said === '' || add.isPending) return;
          const at = Math.floor(audio.current?.currentTime ?? 0);
          add.mutate({ at, text: said }, { onSuccess: () => setText('') });
        }}
      >
        <TextInput
          className={classes.text}
          aria-label={t('recording.mark')}
          placeholder={t('recording.mark')}
          maxLength={1000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={add.isPending} disabled={text.trim() === ''}>
          {t('recording.add')}
        </Button>
      </form>
      {noun.may.export && file && (
        <Anchor href={`/api/v1/files/${file.id}/content`} size="sm" py={4} w="fit-content">
          {t('recording.download')}
        </Anchor>
      )}
    </div>
  );
}

function useMarks(id: string) {
  const { t } = useTranslation('calls');
  const client = useQueryClient();
  const options = {
    onSuccess: () => client.invalidateQueries({ queryKey: recordKeys.noun('recording') }),
    onError: (error: Error) => notifyProblem(error, t),
  };
  const add = useMutation<object, Error, { at: number; text: string }>({
    mutationFn: (body) => request('POST', `/api/v1/recordings/${id}/marks`, body),
    ...options,
  });
  const remove = useMutation<object, Error, string>({
    mutationFn: (mark) => request('DELETE', `/api/v1/recordings/${id}/marks/${mark}`),
    ...options,
  });
  return { add, remove };
}
