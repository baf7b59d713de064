import { Text, Title } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { AccessExplanation, AccessReason } from '../../../../shared/contract/sharing.api.ts';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import type { AnyRecord, Reference } from '../../../../shared/nouns/value.ts';
import { useTranslation } from '../../../i18n/use-translation.tsx';
import { useSession } from '../../../shell/session.ts';
import { ErrorState } from '../../../ui/error-state.tsx';
import classes from '../../../ui/framed-list.module.css';
import { LoadingState } from '../../../ui/loading-state.tsx';
import { findField } from '../../data/named-field.ts';
import { useReferenceLabel } from '../../data/reference-label.ts';
import { RelationPicker } from '../../form/relation-picker.tsx';
import { useLabels } from '../../labels.ts';
import { useExplanation } from './sharing.queries.ts';
import { byRole } from './team-roles.ts';

interface AccessReasonsProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** What somebody may do with the record and why; managers and owners ask of anybody, others of themselves. */
export function AccessReasons({ noun, record }: AccessReasonsProps) {
  const { t } = useTranslation('kit');
  const session = useSession();
  const [whom, setWhom] = useState<Reference | null>(null);
  const { data, error, isPending, refetch } = useExplanation(noun, record.id, whom?.id ?? null);
  const mayAskOfOthers = session?.role === 'owner' || session?.role === 'manager';
  return (
    <section>
      <Title order={3} size="h5" mb="xs">
        {t('sharing.why')}
      </Title>
      {mayAskOfOthers && (
        <RelationPicker
          noun="member"
          label={t('sharing.ofWhom')}
          value={whom ?? (session ? { id: session.member.id, label: session.member.name } : null)}
          onChange={setWhom}
          within
        />
      )}
      {isPending && <LoadingState lines={4} />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && <Explanation noun={noun} explanation={data} />}
    </section>
  );
}

function Explanation({ noun, explanation }: { readonly noun: NounMetadata; readonly explanation: AccessExplanation }) {
  const { t } = useTranslation('kit');
  const labels = useLabels();
  const { actions, fields, decidedBy, owner, member } = explanation;
  const nameOf = (name: string) => {
    const field = findField(noun, name);
    return field ? labels.field(noun.name, field) : name;
  };
  const named = (names: readonly string[]) => names.map(nameOf).join(', ');
  return (
    <>
      <Owner owner={owner} role={member.role} />
      {byRole(member.teamRoles).map(({ role, teams }) => (
        <Text key={role} size="sm" c="dimmed">
          {t('sharing.teamRole', { role, teams })}
        </Text>
      ))}
      {decidedBy.noun !== noun.name && (
        <Text size="sm" c="dimmed">
          {t('sharing.decidedBy', { noun: labels.noun(decidedBy.noun) })}
        </Text>
      )}
      <ul className={classes.list} aria-label={t('sharing.why')}>
        {actions.map(({ action, allowed, reasons }) => (
          <li key={action} className={classes.line}>
            {allowed ? <IconCheck size={16} aria-hidden /> : <IconX size={16} aria-hidden />}
            <span className={classes.name}>
              {t(`sharing.action.${action}`)}: <strong>{t(allowed ? 'sharing.yes' : 'sharing.no')}</strong>
            </span>
            <span className={classes.facts}>
              <Reasons reasons={reasons} allowed={allowed} />
            </span>
          </li>
        ))}
      </ul>
      {(['hidden', 'masked', 'read'] as const).map(
        (access) =>
          fields[access].length > 0 && (
            <Text key={access} size="sm" mt="xs">
              {t(`sharing.fields.${access}`)}: {named(fields[access])}
            </Text>
          ),
      )}
    </>
  );
}

function Owner({ owner, role }: { readonly owner: string | null; readonly role: string }) {
  const { t } = useTranslation('kit');
  const name = useReferenceLabel('member', owner ?? '');
  return (
    <Text size="sm" c="dimmed" my="xs">
      {t('sharing.role', { role: t(`nouns:member.options.role.${role}`) })}
      {' · '}
      {owner ? t('sharing.owner', { name: name ?? '…' }) : t('sharing.noOwner')}
    </Text>
  );
}

/** Of what is allowed what makes it so, of what is not all that could have. */
function Reasons({ reasons, allowed }: { readonly reasons: readonly AccessReason[]; readonly allowed: boolean }) {
  const { t } = useTranslation('kit');
  const told = allowed ? reasons.filter(({ holds }) => holds) : reasons;
  const words = told.map(({ by, holds, reach, name }) => {
    if (by === 'restriction') return t('sharing.reason.restriction');
    if (by === 'reach') return t(`sharing.reach.${reach ?? 'none'}${holds || reach === 'none' ? '' : 'Not'}`);
    if (by === 'rule' && name === undefined) return t('sharing.reason.someRule');
    return t(`sharing.reason.${by}${holds ? '' : 'Not'}`, { name });
  });
  return <>{words.join(' · ')}</>;
}
