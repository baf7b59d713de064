import { Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from '../../i18n/use-translation.tsx';
import type { NavigationEntry } from '../../module.ts';
import classes from './navigation-link.module.css';

interface NavigationLinkProps {
  readonly entry: NavigationEntry;
  /** Icon alone, its name in a tooltip. */
  readonly folded?: boolean;
  /** Icon above a small name, as in the bottom bar. */
  readonly stacked?: boolean;
  readonly onClick?: () => void;
}

/** The key of what the entry is for: its own, else what its noun is. */
function aboutOf({ aboutKey, noun, to }: NavigationEntry, exists: (key: string) => boolean): string | undefined {
  const ofNoun = noun && to.lastIndexOf('/') === 0 ? `nouns:${noun}.about` : undefined;
  return aboutKey ?? (ofNoun && exists(ofNoun) ? ofNoun : undefined);
}

/** A link of the navigation, marked while its page or one below is open. */
export function NavigationLink({ entry, folded = false, stacked = false, onClick }: NavigationLinkProps) {
  const { t, i18n } = useTranslation();
  const { to, icon: Icon, labelKey, isAlone = false } = entry;
  const label = t(labelKey);
  const about = aboutOf(entry, (key) => i18n.exists(key)) ?? '';
  const told = folded ? [label, about && t(about)].filter(Boolean).join(' · ') : t(about);
  return (
    <Tooltip
      label={told}
      position="right"
      multiline
      maw={280}
      openDelay={folded ? 0 : 700}
      disabled={stacked || (!folded && !about)}
    >
      <Link
        to={to}
        activeOptions={{ exact: isAlone }}
        className={classes.link}
        data-folded={folded || undefined}
        data-stacked={stacked || undefined}
        aria-label={folded ? label : undefined}
        onClick={onClick}
      >
        <Icon size={stacked ? 22 : 18} stroke={1.6} />
        {folded ? null : <span className={classes.label}>{label}</span>}
      </Link>
    </Tooltip>
  );
}
