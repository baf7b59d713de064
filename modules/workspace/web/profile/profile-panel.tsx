import { Text } from '@mantine/core';
import type { AnyRecord } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { byRole } from '../../../../web/kit/record/sharing/team-roles.ts';
import { useSession } from '../../../../web/shell/session.ts';
import { ErrorState } from '../../../../web/ui/error-state.tsx';
import { LoadingState } from '../../../../web/ui/loading-state.tsx';
import { SectionCard } from '../../../../web/ui/section-card.tsx';
import type { MemberProfile } from '../../contract/member-profile.api.ts';
import classes from './profile.module.css';
import { useProfile } from './profile.queries.ts';
import { RightsList } from './rights-list.tsx';

/** What a member is and may: for themselves, and for managers and owners. */
export default function ProfilePanel({ record }: { readonly record: AnyRecord }) {
  const { t } = useTranslation('workspace');
  const session = useSession();
  const mayKnow = session?.member.id === record.id || session?.role === 'owner' || session?.role === 'manager';
  const isTold = mayKnow && session?.alone !== true;
  const { data, error, isPending, refetch } = useProfile(record.id, isTold);
  if (!isTold) return null;
  return (
    <SectionCard title={t('profile.title')}>
      {isPending && <LoadingState lines={4} />}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && <Facts profile={data} isService={record.service === true} />}
      {data && !data.active && <Text size="sm">{t('profile.inactive')}</Text>}
      {data?.active && data.role === 'owner' && <Text size="sm">{t('profile.everything')}</Text>}
      {data?.active && data.role !== 'owner' && <RightsList rights={data.rights} />}
    </SectionCard>
  );
}

function Facts({ profile, isService }: { readonly profile: MemberProfile; readonly isService: boolean }) {
  const { t } = useTranslation('workspace');
  const { role, accessRole, teamRoles, teams, territories, signIn } = profile;
  const names = (all: readonly string[]) => (all.length > 0 ? all.join(', ') : t('profile.none'));
  return (
    <dl className={classes.facts}>
      <Fact title={t('nouns:member.fields.role')} text={t(`nouns:member.options.role.${role}`)} />
      {accessRole && <Fact title={t('profile.own')} text={accessRole.name} />}
      {byRole(teamRoles).map(({ role: name, teams: by }) => (
        <Fact key={name} title={t('nouns:accessRole.one')} text={t('profile.byTeam', { role: name, teams: by })} />
      ))}
      <Fact
        title={t('profile.teams')}
        text={names(teams.map(({ name, isHead }) => (isHead ? t('profile.heads', { team: name }) : name)))}
      />
      <Fact title={t('profile.territories')} text={names(territories.map(({ name }) => name))} />
      {signIn && !isService && <SignIn signIn={signIn} />}
    </dl>
  );
}

function SignIn({ signIn }: { readonly signIn: NonNullable<MemberProfile['signIn']> }) {
  const { t } = useTranslation('workspace');
  const { hasAccount, secondFactor, secondFactorRequired, sessions, keys } = signIn;
  if (!hasAccount) return <Fact title={t('account.title')} text={t('profile.noAccount')} />;
  const missing = secondFactorRequired ? 'profile.factorNeeded' : 'profile.factorOff';
  return (
    <>
      <Fact title={t('profile.factor')} text={t(secondFactor ? 'profile.factorOn' : missing)} />
      <Fact title={t('profile.devices')} text={sessions === null ? t('profile.devicesElsewhere') : String(sessions)} />
      <Fact title={t('profile.keys')} text={String(keys)} />
    </>
  );
}

function Fact({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{text}</dd>
    </>
  );
}
