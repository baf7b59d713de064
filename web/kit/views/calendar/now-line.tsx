import { useContext, useEffect, useState } from 'react';
import { TimeZoneContext } from '../../../i18n/use-format.ts';
import { toZonedParts } from '../../fields/inputs/zoned-time.ts';
import { minutesOf, minutesOfDay } from './hours.ts';
import classes from './time-grid.module.css';

const minuteMs = 60_000;

/** Where the day has come to; it moves every minute. */
export function NowLine() {
  const timeZone = useContext(TimeZoneContext);
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), minuteMs);
    return () => clearInterval(timer);
  }, []);
  const [, clock] = toZonedParts(now.toISOString(), timeZone);
  return <div className={classes.now} style={{ top: `${(minutesOf(clock) / minutesOfDay) * 100}%` }} aria-hidden />;
}
