import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowBackUp, IconDots, IconDownload, IconGitCompare, IconHistory } from '@tabler/icons-react';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import type { ConfigurationVersionAnswer } from '../contract/index.ts';
import { ChangeList } from './change-list.tsx';
import classes from './configuration.module.css';

export type VersionAct = 'undo' | 'goBack' | 'compare' | 'download';

interface VersionLineProps {
  readonly version: ConfigurationVersionAnswer;
  readonly isNewest: boolean;
  readonly onAct: (act: VersionAct, version: number) => void;
}

const icons = { undo: IconArrowBackUp, goBack: IconHistory, compare: IconGitCompare, download: IconDownload } as const;

/** A version: which, when, whose, and what it changed. */
export function VersionLine({ version, isNewest, onAct }: VersionLineProps) {
  const { t } = useTranslation('configuration');
  const format = useFormat();
  const { number, at, member, through, changes } = version;
  const acts: readonly VersionAct[] = [
    ...(changes.length > 0 ? (['undo'] as const) : []),
    ...(isNewest ? [] : (['goBack', 'compare'] as const)),
    'download',
  ];
  const way = through === 'web' || through === 'system' ? null : t(`through.${through}`, { defaultValue: through });
  return (
    <li className={classes.version}>
      <div className={classes.head}>
        <h2 className={classes.number}>{t('version', { number })}</h2>
        <span className={classes.facts}>
          {[format.dateTime(at), member?.label ?? t('system'), way].filter(Boolean).join(' · ')}
        </span>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={t('actsOf', { number })}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {acts.map((act) => {
              const ActIcon = icons[act];
              return (
                <Menu.Item key={act} leftSection={<ActIcon size={16} />} onClick={() => onAct(act, number)}>
                  {t(`versionActs.${act}`)}
                </Menu.Item>
              );
            })}
          </Menu.Dropdown>
        </Menu>
      </div>
      {changes.length > 0 ? <ChangeList changes={changes} /> : <p className={classes.facts}>{t('unchanged')}</p>}
    </li>
  );
}
