export interface TimeZone {
  /** IANA name. */
  readonly name: string;
  /** "Asia/Yerevan (GMT+4)". */
  readonly label: string;
}

/** Every zone the browser knows, with its offset today; `also` is added when the browser does not list it. */
export function listTimeZones(also: string): readonly TimeZone[] {
  const names = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', also]);
  return [...names].sort().map((name) => ({ name, label: `${name.replaceAll('_', ' ')} (${offsetOf(name)})` }));
}

function offsetOf(timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(new Date());
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
}
