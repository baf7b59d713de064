import { NativeSelect, SimpleGrid } from '@mantine/core';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { type Action, actions, impliedBy, type Reach, reaches } from '../../../../shared/nouns/role-rights.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import type { EditedRights, StandardRights } from './role.queries.ts';

interface GrantsGridProps {
  readonly noun: NounMetadata;
  readonly standard: StandardRights;
  readonly rights: EditedRights;
}

/** How far each right reaches; the first choice is what the standard role has. */
export function GrantsGrid({ noun, standard, rights }: GrantsGridProps) {
  const { t } = useTranslation('workspace');
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="xs" verticalSpacing="xs" mb="sm">
      {actions
        .filter((action) => action !== 'merge' || noun.duplicates)
        .map((action) => {
          const usual = usualReach(standard, rights, action);
          return (
            <NativeSelect
              key={action}
              size="xs"
              label={t(`roles.actions.${action}`)}
              disabled={rights.isFixed}
              value={rights.grants[noun.name]?.[action] ?? ''}
              onChange={({ currentTarget: { value } }) =>
                rights.grant(noun.name, action, value === '' ? null : (value as Reach))
              }
              data={[
                { value: '', label: t('roles.usual', { what: t(`roles.reaches.${usual}`) }) },
                ...offered(standard, action).map((reach) => ({ value: reach, label: t(`roles.reaches.${reach}`) })),
              ]}
            />
          );
        })}
    </SimpleGrid>
  );
}

/** What the role may while nothing is said of the right: as the standard role, or as the right it goes with. */
function usualReach(standard: StandardRights, rights: EditedRights, action: Action): Reach {
  const said = standard.grants[rights.base][action];
  if (said) return said;
  if (!(action in impliedBy)) return 'none';
  const other = impliedBy[action as keyof typeof impliedBy];
  if (action === 'bulk') return 'all';
  return rights.grants[standard.noun]?.[other] ?? usualReach(standard, rights, other);
}

/** Whose records these are may not be known; nothing is created within a territory. */
function offered({ hasOwner }: StandardRights, action: Action): readonly Reach[] {
  // How far an act on many goes is how far the act itself goes.
  // So is what a type of record is.
  if (action === 'bulk' || action === 'configure') return ['none', 'all'];
  const byOwner: readonly Reach[] = ['own', 'team', 'branch'];
  return reaches.filter(
    (reach) => (hasOwner || !byOwner.includes(reach)) && !(action === 'create' && reach === 'territory'),
  );
}
