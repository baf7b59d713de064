import { Indicator, Menu, ScrollArea, Text, UnstyledButton } from '@mantine/core';
import { IconAdjustments, IconBell, IconChecks, IconEraser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { NoticeLine } from './notice-line.tsx';
import classes from './notices.module.css';
import { useClearRead, useMarkRead, useMyNotices } from './notices.queries.ts';

/** How many notices wait, and the list of them; arrows go through it. */
export default function NoticeBell() {
  const { t } = useTranslation('notices');
  const { data } = useMyNotices();
  const unread = data?.unread ?? 0;
  return (
    <Menu position="bottom-end" width={360} withinPortal={false} zIndex={200}>
      <Menu.Target>
        <UnstyledButton className={classes.bell} aria-label={unread > 0 ? t('open', { count: unread }) : t('title')}>
          <Indicator disabled={unread === 0} label={unread > 99 ? '99+' : unread} size={16} offset={3} color="red.8">
            <IconBell size={20} stroke={1.6} />
          </Indicator>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={classes.list}>
        <Menu.Label>{t('title')}</Menu.Label>
        {data?.items.length === 0 && (
          <Text size="sm" c="dimmed" px="sm" py="xs">
            {t('none')}
          </Text>
        )}
        <ScrollArea.Autosize mah="60vh" type="auto">
          {data?.items.map((notice) => (
            <NoticeLine key={notice.id} notice={notice} />
          ))}
        </ScrollArea.Autosize>
        <Menu.Divider />
        <Acts unread={unread} read={(data?.items.length ?? 0) - unread} />
      </Menu.Dropdown>
    </Menu>
  );
}

/** What can be done with all of them. */
function Acts({ unread, read }: { readonly unread: number; readonly read: number }) {
  const { t } = useTranslation('notices');
  const marking = useMarkRead();
  const clearing = useClearRead();
  const onError = (error: Error) => notifyProblem(error, t);
  return (
    <>
      {unread > 0 && (
        <Menu.Item
          leftSection={<IconChecks size={16} stroke={1.6} />}
          closeMenuOnClick={false}
          onClick={() => marking.mutate(undefined, { onError })}
        >
          {t('allRead')}
        </Menu.Item>
      )}
      {read > 0 && (
        <Menu.Item
          leftSection={<IconEraser size={16} stroke={1.6} />}
          closeMenuOnClick={false}
          onClick={() => clearing.mutate(undefined, { onError })}
        >
          {t('clearRead')}
        </Menu.Item>
      )}
      <Menu.Item component={Link} to="/account/notices" leftSection={<IconAdjustments size={16} stroke={1.6} />}>
        {t('choices.open')}
      </Menu.Item>
    </>
  );
}
