import classes from './report.module.css';

interface BarProps {
  /** Between 0 and 1 of the longest bar. */
  readonly share: number;
  readonly tone?: 'open' | 'won' | 'lost';
}

/** A length for the eye; the figure stands beside it. */
export function Bar({ share, tone = 'won' }: BarProps) {
  const width = Math.max(0, Math.min(1, share)) * 100;
  return (
    <svg className={classes.bar} data-tone={tone} height="8" aria-hidden="true" focusable="false">
      <rect className={classes.track} width="100%" height="8" rx="2" />
      <rect className={classes.fill} width={`${width}%`} height="8" rx="2" />
    </svg>
  );
}
