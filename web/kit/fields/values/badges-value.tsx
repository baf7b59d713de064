import type { Link } from '../../../../shared/nouns/value.ts';
import { useRecordColors } from '../../data/record-colors.ts';
import classes from './badges-value.module.css';
import { ChoiceBadge } from './choice-badge.tsx';
import { ReferenceLabel } from './reference-label.tsx';

interface BadgesValueProps {
  readonly noun: string;
  readonly links: readonly Link[];
  readonly compact: boolean;
}

/** As many as a line of a list has room for. */
const shownInLists = 3;

/** Links as coloured marks. */
export function BadgesValue({ noun, links, compact }: BadgesValueProps) {
  const colorOf = useRecordColors(noun);
  const shown = compact ? links.slice(0, shownInLists) : links;
  return (
    <span className={classes.badges}>
      {shown.map((link) => (
        <ChoiceBadge key={link.id} color={colorOf(link.id)}>
          <ReferenceLabel noun={noun} reference={link} />
        </ChoiceBadge>
      ))}
      {shown.length < links.length && <span className={classes.more}>+{links.length - shown.length}</span>}
    </span>
  );
}
