import {
  Avatar,
  type MantineColorScheme,
  Menu,
  Text,
  UnstyledButton,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core';
import { IconDeviceDesktop, IconKey, IconLogout, IconMoon, IconSun } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Language, languages } from '../../../shared/nouns/metadata.ts';
import { languageNames } from '../../i18n/languages.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useWaitingChanges } from '../../offline/device.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { notifyProblem } from '../notify.ts';
import { request } from '../request.ts';
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
              {session.account.email} · {t(`role.${session.role}`)}
            </Text>
          </div>
          <Menu.Divider />
          <LanguageItems />
          <Menu.Divider />
          <ThemeItems />
          <Menu.Divider />
          <Menu.Item component={Link} to="/account/password" leftSection={<IconKey size={16} stroke={1.6} />}>
            {t('user.changePassword')}
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
