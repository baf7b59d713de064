import { Drawer, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMenu2 } from '@tabler/icons-react';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { useSession } from '../session.ts';
import classes from './bottom-bar.module.css';
import { NavigationLink } from './navigation-link.tsx';
import { MainGroups, SettingsSections } from './sidebar-entries.tsx';
import { useNavigation } from './use-navigation.ts';

/** How many entries the bar holds beside "More" at 390 px. */
const room = 4;

/** The navigation of narrow screens: the first entries under the thumb, all of them in a drawer. */
export function BottomBar() {
  const { t } = useTranslation('shell');
  const [opened, drawer] = useDisclosure(false);
  const { main } = useNavigation();
  const workspace = useSession()?.workspace.name ?? 'Rapport';
  return (
    <>
      <nav className={classes.bar} aria-label={t('frame.navigation')}>
        {main.slice(0, room).map((entry) => (
          <NavigationLink key={entry.to} entry={entry} stacked />
        ))}
        <UnstyledButton className={classes.more} onClick={drawer.open} aria-haspopup="dialog">
          <IconMenu2 size={22} stroke={1.6} />
          <span>{t('frame.more')}</span>
        </UnstyledButton>
      </nav>
      <Drawer
        opened={opened}
        onClose={drawer.close}
        title={workspace}
        position="bottom"
        size="auto"
        classNames={{ content: classes.sheet }}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        <nav aria-label={t('frame.allPages')}>
          <MainGroups folded={false} onClick={drawer.close} />
          <SettingsSections folded={false} onClick={drawer.close} />
        </nav>
      </Drawer>
    </>
  );
}
