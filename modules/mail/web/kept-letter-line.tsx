import { Badge, Button, Group, Menu, UnstyledButton } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { refreshLists } from '../../../web/kit/data/record-mutations.ts';
import { RecordLink } from '../../../web/kit/record-link.tsx';
import { notifyDone, notifyProblem } from '../../../web/shell/notify.ts';
import classes from '../../../web/ui/framed-list.module.css';
import { part } from '../../../web/ui/part.tsx';
import type { LetterLine } from '../contract/index.ts';
import { useIgnoreLetter, useLetterToLead, useLetterToPerson, useTellLetter } from './mailbox.queries.ts';

const RelationPicker = part(async () => ({
  default: (await import('../../../web/kit/form/relation-picker.tsx')).RelationPicker,
}));
const KeptLetterDialog = part(() => import('./kept-letter-dialog.tsx'));

const colors = { told: 'teal', incoming: 'blue', private: 'gray', left: 'gray' } as const;

/** A letter in a list, with what may be done with it. */
export function KeptLetterLine({ letter }: { readonly letter: LetterLine }) {
  const { t } = useTranslation('mail');
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const { isOurs, fromName, fromAddress, recipients, at, subject, beginning, files, state, kind, task } = letter;
  const other = isOurs ? recipients.map(({ name, address }) => name || address).join(', ') : fromName || fromAddress;
  const names = files.map(({ name }) => name);
  const facts = [isOurs ? t('kept.to', { to: other }) : other, ...(fromName && !isOurs ? [fromAddress] : [])];
  return (
    <li className={classes.line}>
      <UnstyledButton className={classes.name} onClick={() => setOpen(true)}>
        {subject || t('kept.noSubject')}
      </UnstyledButton>
      {kind !== 'personal' && <Badge variant="outline">{t(`kept.kinds.${kind}`)}</Badge>}
      {state !== 'incoming' && (
        <Badge variant="dot" color={colors[state]}>
          {task ? (
            <RecordLink noun="task" id={task} plain>
              {t('kept.states.told')}
            </RecordLink>
          ) : (
            t(`kept.states.${state}`)
          )}
        </Badge>
      )}
      <div className={classes.facts}>{[...facts, format.dateTime(at), ...names].join(' · ')}</div>
      {beginning && <div className={classes.facts}>{beginning}</div>}
      {state === 'incoming' && <SenderActs letter={letter} />}
      {state === 'private' && <TellButton id={letter.id} />}
      {isOpen && <KeptLetterDialog id={letter.id} onClose={() => setOpen(false)} />}
    </li>
  );
}

/** Says who wrote: somebody new, somebody known, or nobody we care for. */
function SenderActs({ letter: { id, fromAddress } }: { readonly letter: LetterLine }) {
  const { t } = useTranslation('mail');
  const client = useQueryClient();
  const [picks, setPicks] = useState(false);
  const [toLead, toPerson, ignore] = [useLetterToLead(), useLetterToPerson(), useIgnoreLetter()];
  const mayMake = useNoun('lead')?.may.create === true;
  const onError = (error: Error) => notifyProblem(error, t);
  const onTaken = async () => {
    notifyDone(t('kept.taken', { address: fromAddress }));
    await Promise.all(['task', 'lead'].map((noun) => refreshLists(client, noun)));
  };
  const domain = fromAddress.slice(fromAddress.lastIndexOf('@') + 1);
  return (
    <Group gap="xs" w="100%">
      {mayMake && (
        <Button
          size="compact-sm"
          variant="light"
          loading={toLead.isPending}
          onClick={() => toLead.mutate(id, { onSuccess: onTaken, onError })}
        >
          {t('kept.toLead')}
        </Button>
      )}
      {picks ? (
        <Suspense>
          <RelationPicker
            noun="person"
            value={null}
            ariaLabel={t('kept.toPerson')}
            creatable
            autoFocus
            onChange={(person) => person && toPerson.mutate({ id, person: person.id }, { onSuccess: onTaken, onError })}
          />
        </Suspense>
      ) : (
        <Button size="compact-sm" variant="subtle" onClick={() => setPicks(true)}>
          {t('kept.toPerson')}
        </Button>
      )}
      <Menu withinPortal>
        <Menu.Target>
          <Button size="compact-sm" variant="subtle" color="gray" loading={ignore.isPending}>
            {t('kept.ignore')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(['letter', 'address', 'domain'] as const).map((what) => (
            <Menu.Item key={what} onClick={() => ignore.mutate({ id, what }, { onError })}>
              {t(`kept.ignored.${what}`, { address: fromAddress, domain })}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

function TellButton({ id }: { readonly id: string }) {
  const { t } = useTranslation('mail');
  const tell = useTellLetter();
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      loading={tell.isPending}
      onClick={() => tell.mutate(id, { onError: (error) => notifyProblem(error, t) })}
    >
      {t('kept.tell')}
    </Button>
  );
}
