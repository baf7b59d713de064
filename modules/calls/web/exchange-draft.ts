import type { Reference } from '../../../shared/nouns/value.ts';
import type { Exchange, ExchangeInput, Line } from '../contract/index.ts';

/** An inner number as it is being written. */
export interface ExtensionDraft {
  readonly number: string;
  readonly member: Reference | null;
}

/** A telephone system as it is being written. */
export interface Draft extends Omit<ExchangeInput, 'dialUrl' | 'extensions'> {
  readonly dialUrl: string;
  readonly extensions: readonly ExtensionDraft[] & ExtensionDraft[];
}

export const emptyLine: Line = {
  ...{ number: '', name: '', source: null, members: [], makesLeads: false, callBackMinutes: 30 },
};

export function draftOf(exchange: Exchange | null): Draft {
  if (!exchange)
    return { name: '', active: true, networks: [], dialUrl: '', keepDays: null, lines: [], extensions: [] };
  const { name, active, networks, dialUrl, keepDays, lines, extensions, names } = exchange;
  return {
    ...{ name, active, networks, dialUrl: dialUrl ?? '', keepDays, lines },
    extensions: extensions.map(({ number, member }) => ({
      number,
      member: { id: member, label: names[member] ?? '' },
    })),
  };
}

/** What is sent; of a new inner number without anybody nothing is. */
export function inputOf({ dialUrl, extensions, lines, ...rest }: Draft): ExchangeInput {
  const kept = extensions.flatMap(({ number, member }) => (member ? [{ number, member: member.id }] : []));
  const known = new Set(kept.map(({ member }) => member));
  return {
    ...rest,
    dialUrl: dialUrl.trim() === '' ? null : dialUrl,
    extensions: kept,
    lines: lines.map((line) => ({ ...line, members: line.members.filter((id) => known.has(id)) })),
  };
}
