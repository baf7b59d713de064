import { Title } from '@mantine/core';
import { actions, reaches as allReaches, type Reach } from '../../../../shared/nouns/role-rights.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../../web/kit/data/metadata.ts';
import { findField } from '../../../../web/kit/data/named-field.ts';
import { useLabels } from '../../../../web/kit/labels.ts';
import type { MemberProfile } from '../../contract/member-profile.api.ts';
import classes from './profile.module.css';

type Right = MemberProfile['rights'][number];

/** From what reaches furthest; what reaches nothing is not told. */
const widest: readonly Reach[] = allReaches.filter((reach) => reach !== 'none').toReversed();

/** How far each right reaches, by type of record: rights that reach as far are told together. */
export function RightsList({ rights }: { readonly rights: readonly Right[] }) {
  const { t } = useTranslation('workspace');
  const labels = useLabels();
  return (
    <section aria-label={t('profile.may')}>
      <Title order={3} size="h6" mt="sm" mb={4}>
        {t('profile.may')}
      </Title>
      <ul className={classes.nouns}>
        {rights.map((right) => (
          <li key={right.noun} className={classes.noun}>
            <span className={classes.name}>{labels.nouns(right.noun)}</span>
            <span className={classes.reaches}>
              <Reaches right={right} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Reaches({ right: { noun: name, reaches, hidden, masked, readOnly } }: { readonly right: Right }) {
  const { t } = useTranslation('workspace');
  const labels = useLabels();
  const noun = useNoun(name);
  const named = (fields: readonly string[]) =>
    fields
      .flatMap((field) => (noun ? (findField(noun, field) ?? []) : []))
      .map((field) => labels.field(name, field))
      .join(', ');
  const told = widest.flatMap((reach) => {
    const same = actions.filter((action) => reaches[action] === reach);
    return same.length > 0
      ? [`${same.map((action) => t(`roles.actions.${action}`)).join(', ')}: ${t(`roles.reaches.${reach}`)}`]
      : [];
  });
  const closed = [
    ...(hidden.length > 0 ? [t('profile.hidden', { names: named(hidden) })] : []),
    ...(masked.length > 0 ? [t('profile.masked', { names: named(masked) })] : []),
    ...(readOnly.length > 0 ? [t('profile.read', { names: named(readOnly) })] : []),
  ];
  return <>{[...(told.length > 0 ? told : [t('roles.reaches.none')]), ...closed].join(' · ')}</>;
}
