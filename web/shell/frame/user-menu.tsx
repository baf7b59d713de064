import {
  Avatar,
  type MantineColorScheme,
  Menu,
  Text,
  UnstyledButton,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core';
import {
  IconDeviceDesktop,
  IconHome,
  IconKey,
  IconKeyboard,
  IconLayoutSidebar,
  IconLogout,
  IconMoon,
  IconShieldLock,
  IconSun,
  IconUserShield,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { use, useState } from 'react';
import type { OwnWorkspaces } from '../../../shared/contract/own-workspaces.ts';
import { type Language, languages } from '../../../shared/nouns/metadata.ts';
import { languageNames } from '../../i18n/languages.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTranslation } from '../../i18n/use-translation.tsx';
import { useWaitingChanges } from '../../offline/device.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { KeySheetContext } from '../keys/key-sheet.ts';
import { notifyDone, notifyProblem } from '../notify.ts';
import { useOwnAppearance } from '../own-appearance.ts';
import { request } from '../request.ts';
import { enterWorkspace } from '../sandbox-choice.ts';
import { useSession, useSignOut } from '../session.ts';
import classes from './user-menu.module.css';

const schemes = [
  { value: 'light', icon: IconSun },
  { value: 'dark', icon: IconMoon },
  { value: 'auto', icon: IconDeviceDesktop },
] as const;

/** Who is signed in, their language and theme, their password, and the way out. */
export function UserMenu() {
  const { t } = useTranslation('shell');
  const session = useSession();
  const signOut = useSignOut();
  const waiting = useWaitingChanges();
  const sheet = use(KeySheetContext);
  const [leaving, setLeaving] = useState(false);
  if (!session) return null;
  return (
    <>
      <Menu position="bottom-end" width={240} withinPortal={false} zIndex={200}>
        <Menu.Target>
          <UnstyledButton className={classes.button}>
            <Avatar size={28} radius="xl" variant="filled" color="primary" name={session.member.name} aria-hidden />
            <VisuallyHidden>{t('user.menu', { name: session.member.name })}</VisuallyHidden>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <div className={classes.who}>
            <Text size="sm" fw={600} truncate>
              {session.member.name}
            </Text>
            <Text size="xs" c="dimmed" truncate>
              {session.account?.email}
              {!session.alone && ` · ${t(`role.${session.role}`)}`}
            </Text>
          </div>
          <WorkspaceItems />
          <Menu.Divider />
          <LanguageItems />
          <Menu.Divider />
          <ThemeItems />
          <Menu.Divider />
          <WorkplaceItems />
          <Menu.Item
            className={classes.keyboard}
            leftSection={<IconKeyboard size={16} stroke={1.6} />}
            rightSection={<KeyHint keys="?" />}
            onClick={() => sheet.setOpen(true)}
          >
            {t('user.keyboard')}
          </Menu.Item>
          {!session.alone && (
            <Menu.Item
              component={Link}
              to={`/members/${session.member.id}`}
              leftSection={<IconUserShield size={16} stroke={1.6} />}
            >
              {t('user.profile')}
            </Menu.Item>
          )}
          <Menu.Item component={Link} to="/account/password" leftSection={<IconKey size={16} stroke={1.6} />}>
            {t('user.changePassword')}
          </Menu.Item>
          <Menu.Item component={Link} to="/account/security" leftSection={<IconShieldLock size={16} stroke={1.6} />}>
            {t('user.security')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconLogout size={16} stroke={1.6} />}
            onClick={() =>
              waiting.length > 0 ? setLeaving(true) : signOut().catch((error: unknown) => notifyProblem(error, t))
            }
          >
            {t('user.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={leaving}
        onClose={() => setLeaving(false)}
        title={t('user.leaveWaiting')}
        text={t('user.leaveWaitingText', { count: waiting.length })}
        confirmLabel={t('user.leaveAnyway')}
        danger
        onConfirm={signOut}
      />
    </>
  );
}

/** The workspaces of the account, where it is in several; asked for when the menu is first opened. */
function WorkspaceItems() {
  const { t } = useTranslation('shell');
  const { data = [] } = useQuery({
    queryKey: ['workspaces'],
    queryFn: ({ signal }) => request<{ items: OwnWorkspaces }>('GET', '/api/v1/workspaces', undefined, signal),
    select: ({ items }) => items,
  });
  if (data.length < 2) return null;
  return (
    <>
      <Menu.Divider />
      <Menu.RadioGroup
        value={data.find(({ current }) => current)?.id ?? null}
        onChange={(id) => enterWorkspace(id as string).catch((error: unknown) => notifyProblem(error, t))}
      >
        <Menu.Label>{t('user.workspace')}</Menu.Label>
        {data.map(({ id, name }) => (
          <Menu.RadioItem key={id} value={id}>
            {name}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}

/** What the person arranges for themselves: the page that opens first, and the rest on a page of its own. */
function WorkplaceItems() {
  const { t } = useTranslation('shell');
  const { own, change } = useOwnAppearance();
  const here = useRouterState({ select: ({ location }) => location.href });
  const isStart = own.start === here;
  return (
    <>
      <Menu.Item
        leftSection={<IconHome size={16} stroke={1.6} />}
        onClick={() =>
          change({ start: isStart ? null : here }, () =>
            notifyDone(t(isStart ? 'user.startedUsual' : 'user.startedHere')),
          )
        }
      >
        {t(isStart ? 'user.startUsual' : 'user.startHere')}
      </Menu.Item>
      <Menu.Item component={Link} to="/workplace" leftSection={<IconLayoutSidebar size={16} stroke={1.6} />}>
        {t('user.workplace')}
      </Menu.Item>
    </>
  );
}

function LanguageItems() {
  const { t } = useTranslation('shell');
  const { language, chooseLanguage } = useLanguage();
  const choose = async (chosen: Language) => {
    await chooseLanguage(chosen);
    // Letters are written in it too.
    await request('PUT', '/api/v1/session/language', { language: chosen });
  };
  return (
    <Menu.RadioGroup
      value={language}
      onChange={(value) => choose(value as Language).catch((error: unknown) => notifyProblem(error, t))}
    >
      <Menu.Label>{t('user.language')}</Menu.Label>
      {languages.map((option) => (
        <Menu.RadioItem key={option} value={option} lang={option} closeMenuOnClick>
          {languageNames[option]}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

function ThemeItems() {
  const { t } = useTranslation('shell');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as MantineColorScheme)}>
      <Menu.Label>{t('user.theme')}</Menu.Label>
      {schemes.map(({ value, icon: Icon }) => (
        <Menu.RadioItem key={value} value={value} rightSection={<Icon size={16} stroke={1.6} />}>
          {t(`theme.${value}`)}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}
