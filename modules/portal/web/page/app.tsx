import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { languages } from '../../../../shared/nouns/metadata.ts';
import { ApiError } from '../../../../web/client/api-error.ts';
import { languageNames } from '../../../../web/i18n/languages.ts';
import { useLanguage } from '../../../../web/i18n/use-language.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import type { Portal, PortalMe } from '../../contract/index.ts';
import { ask } from './ask.ts';
import { ChoosePassword, Forgotten, SignIn } from './entrance.tsx';
import { Link } from './link.tsx';
import { Me } from './me.tsx';
import { NewRequest } from './new-request.tsx';
import { type Place, usePlace } from './place.ts';
import { Problem } from './problem.tsx';
import { Request } from './request.tsx';
import { Requests } from './requests.tsx';

/** The portal of one workspace: its door, or, for whoever is in, what is theirs. */
export function App() {
  const { t } = useTranslation('portal');
  const place = usePlace();
  const { workspace } = place;
  const portal = useQuery({
    queryKey: ['portal', workspace],
    queryFn: () => ask<Portal>('GET', workspace, ''),
  });
  const me = useQuery({
    queryKey: ['me', workspace],
    queryFn: () => ask<PortalMe>('GET', workspace, '/me').catch(nobodyWhere401),
    enabled: portal.isSuccess,
  });
  return (
    <Frame name={portal.data?.name ?? ''} me={me.data ?? null} place={place}>
      {portal.error ? (
        <Missing error={portal.error} onAgain={() => void portal.refetch()} />
      ) : me.error ? (
        <Missing error={me.error} onAgain={() => void me.refetch()} />
      ) : me.data === undefined ? (
        <p role="status">{t('page.loading')}</p>
      ) : (
        <Part place={place} me={me.data} />
      )}
    </Frame>
  );
}

/** Nobody is signed in: no fault, but what the door is for. */
function nobodyWhere401(error: unknown): null {
  if (error instanceof ApiError && error.status === 401) return null;
  throw error;
}

function Part({ place: { workspace, path }, me }: { readonly place: Place; readonly me: PortalMe | null }) {
  const [part] = path;
  if (part === 'password') return <ChoosePassword workspace={workspace} />;
  if (part === 'forgotten') return <Forgotten workspace={workspace} />;
  if (!me) return <SignIn workspace={workspace} />;
  if (part === 'me') return <Me workspace={workspace} me={me} />;
  if (part === 'new') return <NewRequest workspace={workspace} />;
  if (part === 'requests' && path[1]) return <Request workspace={workspace} id={path[1]} me={me} />;
  return <Requests workspace={workspace} me={me} />;
}

function Missing({ error, onAgain }: { readonly error: unknown; readonly onAgain: () => void }) {
  const { t } = useTranslation('portal');
  const isNone = error instanceof ApiError && (error.status === 404 || error.status === 422);
  if (isNone) return <p role="alert">{t('page.none')}</p>;
  return (
    <>
      <Problem error={error} />
      <button type="button" onClick={onAgain}>
        {t('page.tryAgain')}
      </button>
    </>
  );
}

interface FrameProps {
  readonly name: string;
  readonly me: PortalMe | null;
  readonly place: Place;
  readonly children: ReactNode;
}

function Frame({ name, me, place, children }: FrameProps) {
  const { t } = useTranslation('portal');
  const { language, chooseLanguage } = useLanguage();
  const queries = useQueryClient();
  const leave = async () => {
    await ask('POST', place.workspace, '/sign-out').catch(nobodyWhere401);
    await queries.resetQueries();
  };
  return (
    <>
      <a className="skip" href="#content">
        {t('page.skip')}
      </a>
      <header>
        <div className="brand">
          <strong>{name}</strong>
          <span className="quiet">{t('page.title')}</span>
        </div>
        <div className="tools">
          <select
            aria-label={t('page.language')}
            value={language}
            onChange={(event) => void chooseLanguage(event.currentTarget.value as (typeof languages)[number])}
          >
            {languages.map((one) => (
              <option key={one} value={one} lang={one}>
                {languageNames[one]}
              </option>
            ))}
          </select>
          {me && (
            <button type="button" onClick={() => void leave()}>
              {t('page.signOut')}
            </button>
          )}
        </div>
      </header>
      {me && (
        <nav aria-label={t('page.nav.label')}>
          <Link to={[]} current={place.path[0] !== 'me'}>
            {t('page.nav.requests')}
          </Link>
          <Link to={['me']} current={place.path[0] === 'me'}>
            {t('page.nav.me')}
          </Link>
        </nav>
      )}
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
