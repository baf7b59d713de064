import { Avatar, Tooltip, VisuallyHidden } from '@mantine/core';
import type { NounMetadata } from '../../../shared/nouns/metadata.ts';
import type { AnyRecord } from '../../../shared/nouns/value.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { usePresence } from '../../live/presence.ts';
import { useReferenceLabel } from '../data/reference-label.ts';
import classes from './who-is-here.module.css';

interface WhoIsHereProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
}

/** So many faces; the others are a number. */
const shown = 4;

/** The others who have the record open at this moment. Comings and goings are said once, by name, and not which field. */
export function WhoIsHere({ noun, record }: WhoIsHereProps) {
  const { t } = useTranslation('kit');
  const others = usePresence(noun.name, record.id);
  const ids = others.map(({ memberId }) => memberId).toSorted();
  return (
    <div className={classes.here}>
      {ids.slice(0, shown).map((id) => (
        <Face key={id} id={id} />
      ))}
      {ids.length > shown && <span className={classes.more}>+{ids.length - shown}</span>}
      <VisuallyHidden role="status">
        {ids.length > 0 && (
          <>
            {t('presence.here')}{' '}
            {ids.map((id, index) => (
              <Name key={id} id={id} isFirst={index === 0} />
            ))}
          </>
        )}
      </VisuallyHidden>
    </div>
  );
}

function Face({ id }: { readonly id: string }) {
  const { t } = useTranslation('kit');
  const name = useReferenceLabel('member', id);
  if (!name) return null;
  return (
    <Tooltip label={`${t('presence.here')} ${name}`} events={{ hover: true, focus: true, touch: true }}>
      <Avatar size={28} radius="xl" name={name} color="initials" className={classes.face} aria-hidden />
    </Tooltip>
  );
}

function Name({ id, isFirst }: { readonly id: string; readonly isFirst: boolean }) {
  const name = useReferenceLabel('member', id);
  return name ? `${isFirst ? '' : ', '}${name}` : null;
}
