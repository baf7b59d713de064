import { useQuery } from '@tanstack/react-query';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import type { PortalMe, PortalRequest } from '../../contract/index.ts';
import { ask } from './ask.ts';
import { Link } from './link.tsx';
import { Problem } from './problem.tsx';
import { usePortalFormat } from './texts.ts';

interface RequestsProps {
  readonly workspace: string;
  readonly me: PortalMe;
}

/** The client's requests, the newest first, and how each stands. */
export function Requests({ workspace, me }: RequestsProps) {
  const { t, i18n } = useTranslation('portal');
  const format = usePortalFormat(me.timeZone);
  const { data, error } = useQuery({
    queryKey: ['requests', workspace, i18n.language],
    queryFn: () => ask<{ items: readonly PortalRequest[] }>('GET', workspace, '/requests'),
  });
  return (
    <section aria-labelledby="requests">
      <div className="heading">
        <h1 id="requests">{t(me.wholeCompany ? 'page.requests.ofCompany' : 'page.requests.title')}</h1>
        <Link to={['new']} className="button primary">
          {t('page.requests.new')}
        </Link>
      </div>
      <Problem error={error} />
      {!data && !error && <p role="status">{t('page.loading')}</p>}
      {data?.items.length === 0 && <p>{t('page.requests.none')}</p>}
      <ul className="list">
        {data?.items.map(({ id, number, subject, state, createdAt, mine, from }) => (
          <li key={id}>
            <Link to={['requests', id]}>{subject}</Link>
            <p className="quiet">
              {[number, state?.label, format.date(createdAt), mine ? null : from].filter(Boolean).join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
