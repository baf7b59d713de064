import { useEffect, useRef } from 'react';
import { useFormat } from '../../../web/i18n/use-format.ts';
import { useTranslation } from '../../../web/i18n/use-translation.tsx';
import type { Message } from '../contract/index.ts';
import classes from './messages.module.css';

/** What was said, the oldest first, with what became of ours; the newest is in sight. */
export function MessageList({ messages }: { readonly messages: readonly Message[] }) {
  const { t } = useTranslation('messages');
  const format = useFormat();
  const box = useRef<HTMLOListElement>(null);
  const last = messages.at(-1)?.id;
  useEffect(() => {
    if (last && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [last]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard
    <ol ref={box} className={classes.messages} tabIndex={0} aria-label={t('card.title')}>
      {messages.map(({ id, direction, by, text, state, fault, answer, at }) => (
        <li
          key={id}
          className={classes.message}
          data-direction={direction}
          data-failed={state === 'failed' || undefined}
        >
          <div className={classes.text}>{text}</div>
          <div className={classes.facts}>
            {[
              ...(by ? [by] : []),
              format.dateTime(at),
              ...(direction === 'out' ? [t(`states.${state}`)] : []),
              ...(fault ? [t(`errors:${fault}`)] : []),
              ...(fault && answer ? [`“${answer}”`] : []),
            ].join(' · ')}
          </div>
        </li>
      ))}
    </ol>
  );
}
