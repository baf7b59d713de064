import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { NounMetadata } from '../../../../shared/nouns/metadata.ts';
import { actions, type FieldAccess, isMasked } from '../../../../shared/nouns/role-rights.ts';
import { useTranslation } from '../../../../web/i18n/use-translation.tsx';
import { useLabels } from '../../../../web/kit/labels.ts';
import { FieldRightsGrid } from './field-rights-grid.tsx';
import { GrantsGrid } from './grants-grid.tsx';
import classes from './role.module.css';
import type { EditedRights, StandardRights } from './role.queries.ts';

interface NounRightsLineProps {
  readonly noun: NounMetadata;
  readonly standard: StandardRights;
  readonly rights: EditedRights;
}

/** One type of record: what differs in a line, all of it when opened. */
export function NounRightsLine({ noun, standard, rights }: NounRightsLineProps) {
  const labels = useLabels();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const differences = useDifferences(noun.name, rights);
  return (
    <li className={classes.noun}>
      <UnstyledButton
        className={classes.head}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <Chevron size={16} aria-hidden />
        <span className={classes.name}>{labels.nouns(noun.name)}</span>
        <span className={classes.differs}>{differences}</span>
      </UnstyledButton>
      <div id={id}>
        {isOpen && (
          <>
            <GrantsGrid noun={noun} standard={standard} rights={rights} />
            <FieldRightsGrid noun={noun} standard={standard} rights={rights} />
          </>
        )}
      </div>
    </li>
  );
}

/** "See: own · 2 hidden", nothing where the role is as its standard role. */
function useDifferences(noun: string, { grants, fields }: EditedRights): string {
  const { t } = useTranslation('workspace');
  const own = grants[noun] ?? {};
  const given = Object.values(fields[noun] ?? {});
  const count = (access: FieldAccess) =>
    given.filter((one) => one === access || (access === 'masked' && isMasked(one))).length;
  return [
    ...actions.flatMap((action) =>
      own[action] ? [`${t(`roles.actions.${action}`)}: ${t(`roles.reaches.${own[action]}`)}`] : [],
    ),
    ...(['hidden', 'masked', 'read'] as const).flatMap((access) =>
      count(access) > 0 ? [t(`roles.fields.${access}`, { count: count(access) })] : [],
    ),
  ].join(' · ');
}
