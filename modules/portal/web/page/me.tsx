import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import type { PortalMe } from '../../contract/index.ts';
import { ChangePassword } from './change-password.tsx';
import { Correction } from './correction.tsx';

/** What is known of the client, as they may see it. */
export function Me({ workspace, me }: { readonly workspace: string; readonly me: PortalMe }) {
  const { t } = useTranslation('portal');
  const rows = [
    ['name', me.name],
    ['jobTitle', me.jobTitle],
    ['company', me.company],
    ['emails', me.emails.join(', ')],
    ['phones', me.phones.join(', ')],
    ['address', me.address],
    ['responsible', me.responsible],
  ] as const;
  return (
    <section aria-labelledby="me">
      <h1 id="me">{t('page.me.title')}</h1>
      <dl className="rows">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`page.me.${name}`)}</dt>
            <dd className={value ? undefined : 'quiet'}>{value || t('page.me.none')}</dd>
          </div>
        ))}
      </dl>
      <div className="acts">
        <Correction workspace={workspace} />
        <ChangePassword workspace={workspace} />
      </div>
    </section>
  );
}
