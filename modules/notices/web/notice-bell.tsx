import { Indicator, Menu, ScrollArea, Text, UnstyledButton } from '@mantine/core';
import { IconBell, IconChecks } from '@tabler/icons-react';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { notifyProblem } from '../../../web/shell/notify.ts';
import { NoticeLine } from './notice-line.tsx';
import classes from './notices.module.css';
import { useChooseMail, useMarkRead, useMyNotices } from './notices.queries.ts';

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
        <Choices unread={unread} byMail={data?.byMail ?? false} />
      </Menu.Dropdown>
    </Menu>
  );
}

function Choices({ unread, byMail }: { readonly unread: number; readonly byMail: boolean }) {
  const { t } = useTranslation('notices');
  const read = useMarkRead();
  const choose = useChooseMail();
  const onError = (error: Error) => notifyProblem(error, t);
  return (
    <>
      {unread > 0 && (
        <Menu.Item
          leftSection={<IconChecks size={16} stroke={1.6} />}
          closeMenuOnClick={false}
          onClick={() => read.mutate(undefined, { onError })}
        >
          {t('allRead')}
        </Menu.Item>
      )}
      <Menu.CheckboxItem
        checked={byMail}
        closeMenuOnClick={false}
        onChange={(checked) => choose.mutate(checked, { onError })}
      >
        {t('byMail')}
      </Menu.CheckboxItem>
    </>
  );
}
