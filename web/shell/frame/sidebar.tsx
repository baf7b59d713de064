import { Tooltip, UnstyledButton } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { InPieces } from '../../ui/in-pieces.tsx';
import { useSession } from '../session.ts';
import classes from './sidebar.module.css';
import { MainEntries, SettingsEntries, SettingsLink } from './sidebar-entries.tsx';
import { useInSettings } from './use-navigation.ts';
import { WorkspaceMark } from './workspace-mark.tsx';

/** The navigation of wide screens, on a page of the settings theirs; folded it shows the icons alone. */
export function Sidebar() {
  const { t } = useTranslation('shell');
  const [folded, setFolded] = useLocalStorage({ key: 'rapport.sidebarFolded', defaultValue: false });
  const inSettings = useInSettings();
  const workspace = useSession()?.workspace.name ?? 'Rapport';
  const ToggleIcon = folded ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  const toggleLabel = t(folded ? 'frame.unfold' : 'frame.fold');
  return (
    <nav className={classes.sidebar} data-folded={folded || undefined} aria-label={t('frame.navigation')}>
      <div className={classes.workspace} title={workspace}>
        <WorkspaceMark />
        <span className={classes.name}>{workspace}</span>
      </div>
      <InPieces fallback={<div className={classes.entries} />}>
        {inSettings ? <SettingsEntries folded={folded} /> : <MainEntries folded={folded} />}
      </InPieces>
      <div className={classes.foot}>
        {inSettings ? null : <SettingsLink folded={folded} />}
        <Tooltip label={toggleLabel} position="right" disabled={!folded}>
          <UnstyledButton
            className={classes.toggle}
            onClick={() => setFolded(!folded)}
            aria-label={toggleLabel}
            aria-expanded={!folded}
          >
            <ToggleIcon size={18} stroke={1.6} />
            <span className={classes.name}>{toggleLabel}</span>
          </UnstyledButton>
        </Tooltip>
      </div>
    </nav>
  );
}
