import { useTranslation } from '../../i18n/use-translation.tsx';
import { useOthers } from '../../live/presence.ts';
import { useReferenceLabel } from '../data/reference-label.ts';
import classes from './who-is-here.module.css';

interface EditedByOthersProps {
  readonly noun: string;
  readonly id: string;
  readonly field: string;
}

/** Says at a field that somebody else is editing it, before one begins oneself. */
export function EditedByOthers({ noun, id, field }: EditedByOthersProps) {
  const editors = useOthers(noun, id).filter((other) => other.field === field);
  return editors.map(({ memberId }) => <Editor key={memberId} id={memberId} />);
}

function Editor({ id }: { readonly id: string }) {
  const { t } = useTranslation('kit');
  const name = useReferenceLabel('member', id);
  return name ? <span className={classes.editing}>{t('presence.editing', { name })}</span> : null;
}
