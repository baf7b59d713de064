import type { ReactNode } from 'react';
import classes from './page.module.css';

interface PageProps {
  readonly title: string;
  /** Below the title, in a line: what the page is for, where its name does not say it. */
  readonly about?: string;
  /** Beside the title: a count, a badge. */
  readonly aside?: ReactNode;
  /** Buttons at the end of the title's row. */
  readonly actions?: ReactNode;
  /** `fill` gives a list or board all the height there is; `text` is as wide as is good to read. */
  readonly layout?: 'fill' | 'text' | 'wide';
  readonly children: ReactNode;
}

/** One page of the frame: its heading, which also names the browser's tab, its actions and its body. */
export function Page({ title, about, aside, actions, layout = 'wide', children }: PageProps) {
  return (
    <div className={classes.page} data-layout={layout}>
      <title>{`${title} · Rapport`}</title>
      <header className={classes.heading}>
        <div className={classes.name}>
          <h1 id="page-title" className={classes.title}>
            {title}
          </h1>
          {about && <p className={classes.about}>{about}</p>}
        </div>
        {aside}
        <div className={classes.actions}>{actions}</div>
      </header>
      <div className={classes.body}>{children}</div>
    </div>
  );
}
