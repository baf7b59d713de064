import { Button, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconInbox } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNarrowScreen } from '../../../web/kit/list/narrow-screen.ts';
import { EmptyState } from '../../../web/ui/empty-state.tsx';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import classes from '../../../web/ui/framed-list.module.css';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { Page } from '../../../web/ui/page.tsx';
import { type LetterListName, letterLists } from '../contract/index.ts';
import { KeptLetterLine } from './kept-letter-line.tsx';
import { useKeptLetters, useMailboxes } from './mailbox.queries.ts';

/** Letters that came to the workspace and are nobody's yet, and those of one's own mailboxes. */
export function LettersPage() {
  const { t } = useTranslation('mail');
  const search: { readonly of?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const isNarrow = useNarrowScreen();
  const [words, setWords] = useState('');
  const { data: boxes } = useMailboxes();
  const settings = (
    <Button component={Link} to="/mailboxes" variant="default">
      {t('boxes.title')}
    </Button>
  );
  // Of what was not said yet whoever works alone with a mailbox of theirs has nothing.
  const hasShared = boxes?.items.some(({ shared }) => shared) ?? false;
  const of = letterLists.find((one) => one === search.of) ?? (hasShared ? 'incoming' : 'mine');
  const waiting = boxes && boxes.incoming > 0 ? ` (${boxes.incoming})` : '';
  return (
    <Page title={t('letters')} layout="text" actions={settings}>
      <Stack gap="sm" mb="md">
        <SegmentedControl
          size={isNarrow ? 'xs' : 'sm'}
          aria-label={t('letters')}
          data={[
            { value: 'incoming', label: `${t('kept.incoming')}${waiting}` },
            { value: 'unanswered', label: t('answer.open') },
            { value: 'mine', label: t('kept.mine') },
          ]}
          value={of}
          onChange={(value) => void navigate({ to: '/letters', search: { of: value } as never, replace: true })}
        />
        <TextInput
          type="search"
          aria-label={t('kept.search')}
          placeholder={t('kept.search')}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      </Stack>
      {boxes && !boxes.items.some(({ shared }) => shared === (of === 'incoming')) ? (
        <EmptyState icon={IconInbox} title={t('boxes.none')} text={t('boxes.text')} actions={settings} />
      ) : (
        <Letters key={of} of={of} search={words} />
      )}
    </Page>
  );
}

function Letters({ of, search }: { readonly of: LetterListName; readonly search: string }) {
  const { t } = useTranslation('mail');
  const [asked] = useDebouncedValue(search.trim(), 200);
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useKeptLetters(of, asked);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  if (isPending) return <LoadingState lines={6} />;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (items.length === 0) return <EmptyState icon={IconInbox} title={t(asked ? 'kept.notFound' : `kept.none.${of}`)} />;
  return (
    <>
      <ul className={classes.list}>
        {items.map((letter) => (
          <KeptLetterLine key={letter.id} letter={letter} />
        ))}
      </ul>
      {hasNextPage && (
        <Button mt="sm" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('kept.more')}
        </Button>
      )}
    </>
  );
}
