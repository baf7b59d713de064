import { IconArrowLeft, IconSettings } from '@tabler/icons-react';
import { Fragment, useId } from 'react';
import { localText } from '../../i18n/local-text.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { NavigationLink } from './navigation-link.tsx';
import classes from './sidebar.module.css';
import { useNavigation } from './use-navigation.ts';

interface Folding {
  /** Icons alone. */
  readonly folded: boolean;
}

/** Where the daily work is. */
export function MainEntries({ folded }: Folding) {
  return (
    <div className={classes.entries}>
      <MainGroups folded={folded} />
    </div>
  );
}

/** The pages of the daily work in their groups, below the names of those that have one. */
export function MainGroups({ folded, onClick }: Folding & { readonly onClick?: () => void }) {
  const { i18n } = useTranslation();
  const id = useId();
  return useNavigation().groups.map((group) => {
    const name = localText(group.name, i18n.language);
    const links = group.entries.map((entry) => (
      <NavigationLink key={entry.to} entry={entry} folded={folded} {...(onClick ? { onClick } : {})} />
    ));
    if (!name) return <Fragment key={group.id}>{links}</Fragment>;
    return (
      <section key={group.id} className={classes.section} aria-labelledby={`${id}-${group.id}`}>
        <h2 id={`${id}-${group.id}`} className={classes.sectionName}>
          {name}
        </h2>
        {links}
      </section>
    );
  });
}

/** The way into the settings; nothing for whom there are none. */
export function SettingsLink({ folded }: Folding) {
  const first = useNavigation().settings[0]?.entries[0];
  if (!first) return null;
  const entry = { to: first.to, icon: IconSettings, labelKey: 'shell:frame.settings', order: 0 };
  return <NavigationLink entry={entry} folded={folded} />;
}

/** The settings by section, and the way back to work. */
export function SettingsEntries({ folded }: Folding) {
  const back = { to: '/', icon: IconArrowLeft, labelKey: 'shell:frame.leaveSettings', order: 0 };
  return (
    <div className={classes.entries}>
      <NavigationLink entry={back} folded={folded} />
      <SettingsSections folded={folded} />
    </div>
  );
}

/** The pages of the settings below the names of their sections. */
export function SettingsSections({ folded, onClick }: Folding & { readonly onClick?: () => void }) {
  const { t } = useTranslation('shell');
  const id = useId();
  return useNavigation().settings.map(({ section, entries }) => (
    <section key={section} className={classes.section} aria-labelledby={`${id}-${section}`}>
      <h2 id={`${id}-${section}`} className={classes.sectionName}>
        {t(`frame.section.${section}`)}
      </h2>
      {entries.map((entry) => (
        <NavigationLink key={entry.to} entry={entry} folded={folded} {...(onClick ? { onClick } : {})} />
      ))}
    </section>
  ));
}
