import { NativeSelect } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ApiDocument } from '../../../shared/openapi/document.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useMetadata } from '../../../web/kit/data/metadata.ts';
import { useLabels } from '../../../web/kit/labels.ts';
import { ErrorState } from '../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../web/ui/loading-state.tsx';
import { Page } from '../../../web/ui/page.tsx';
import classes from './api-docs.module.css';
import { Basics } from './basics.tsx';
import { useDescription } from './description.ts';
import { ErrorCodes } from './error-codes.tsx';
import { TagSection } from './tag-section.tsx';

/** The API as whoever is signed in has it: what there is, how it is asked, and a place to try it. */
export function ApiDocsPage() {
  const { t } = useTranslation('api');
  const { data, error, refetch } = useDescription();
  return (
    <Page title={t('title')}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <LoadingState lines={8} />}
      {data && <Reference document={data} />}
    </Page>
  );
}

interface Entry {
  readonly of: string;
  readonly label: string;
  /** What programs call it, in every language. */
  readonly isName?: true;
}

function Reference({ document }: { readonly document: ApiDocument }) {
  const { t } = useTranslation('api');
  const { of = 'basics' } = useSearch({ strict: false }) as { of?: string };
  const navigate = useNavigate();
  const parts = useContents(document);
  const show = (next: string) => void navigate({ to: '/api/docs' as never, search: { of: next } as never });
  return (
    <div className={classes.reference}>
      <NativeSelect
        className={classes.choice}
        aria-label={t('contents')}
        value={of}
        data={parts.map(({ title, entries }) => ({
          group: title,
          items: entries.map(({ of: value, label }) => ({ value, label })),
        }))}
        onChange={(event) => show(event.currentTarget.value)}
      />
      <nav className={classes.contents} aria-label={t('contents')}>
        {parts.map(({ title, entries }) => (
          <section key={title}>
            <h2 className={classes.part}>{title}</h2>
            {entries.map((entry) => (
              <Link
                key={entry.of}
                to={'/api/docs' as never}
                search={{ of: entry.of } as never}
                className={classes.entry}
                lang={entry.isName && 'en'}
                aria-current={entry.of === of ? 'page' : undefined}
              >
                {entry.label}
              </Link>
            ))}
          </section>
        ))}
      </nav>
      <div className={classes.shown}>
        <Shown document={document} of={of} />
      </div>
    </div>
  );
}

function Shown({ document, of }: { readonly document: ApiDocument; readonly of: string }) {
  if (of === 'errors') return <ErrorCodes />;
  const isTag = document.tags.some(({ name }) => name === of);
  return isTag ? <TagSection key={of} document={document} tag={of} /> : <Basics />;
}

/** The guide, the nouns by the names people know them by, and the rest by the names programs do. */
function useContents(document: ApiDocument): readonly { readonly title: string; readonly entries: readonly Entry[] }[] {
  const { t } = useTranslation('api');
  const { data } = useMetadata();
  const labels = useLabels();
  const nouns = (data?.nouns ?? []).map(({ name, plural }) => ({ of: plural, label: labels.nouns(name) }));
  const known = new Set(nouns.map(({ of }) => of));
  const others = document.tags
    .map(({ name }) => ({ of: name, label: name, isName: true as const }))
    .filter(({ of }) => !known.has(of));
  const guide = [
    { of: 'basics', label: t('basics.title') },
    { of: 'errors', label: t('errorCodes.title') },
  ];
  return [
    { title: t('guide'), entries: guide },
    { title: t('records'), entries: nouns.filter(({ of }) => document.tags.some(({ name }) => name === of)) },
    { title: t('others'), entries: others },
  ];
}
