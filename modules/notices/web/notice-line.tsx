import { Menu, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import { useNoun } from '../../../web/kit/data/metadata.ts';
import { recordPath } from '../../../web/kit/record-link.tsx';
import type { ShownNotice } from '../contract/index.ts';
import classes from './notices.module.css';
import { useMarkRead } from './notices.queries.ts';
import { ofNobody } from './of-nobody.ts';

/** One notice: why, of what, and when. Opening it marks it as read. */
export function NoticeLine({ notice }: { readonly notice: ShownNotice }) {
  const { t } = useTranslation('notices');
  const format = useFormat();
  const noun = useNoun(notice.target.noun);
  const read = useMarkRead();
  const { id, target, readAt, at } = notice;
  if (!noun) return null;
  return (
    <Menu.Item
      component={Link}
      to={isOfStranger(notice) ? '/messages' : recordPath(noun.plural, target.id)}
      data-unread={readAt === null || undefined}
      className={classes.line}
      onClick={() => readAt === null && read.mutate([id])}
    >
      <span className={classes.reason}>
        {reasonOf(notice, t)} · {format.dateTime(at)}
        {readAt === null && <VisuallyHidden>{t('unread')}</VisuallyHidden>}
      </span>
      {!isOfStranger(notice) && <span className={classes.label}>{target.label}</span>}
    </Menu.Item>
  );
}

/** Nobody is known that it could be about. */
const isOfStranger = ({ kind, target }: ShownNotice): boolean => kind === 'messageCame' && target.noun === 'member';

function reasonOf(notice: ShownNotice, t: TFunction): string {
  const { kind, by, count, text } = notice;
  if (isOfStranger(notice)) return t('notices:messageCameNew');
  if (ofNobody.has(kind)) return t(`notices:${kind}`, { text });
  if ((kind === 'assigned' || kind === 'done') && count > 1) return t(`notices:${kind}Many`, { by: by?.name, count });
  return t(`notices:${kind}`, { by: by?.name ?? '' });
}
