import { inThePast, type TransactionContext } from '../../../../server/context.ts';
import { createRecord } from '../../../../server/records/create.ts';
import { updateRecord } from '../../../../server/records/update.ts';
import { addDays } from '../../../../shared/dates/iso-date.ts';
import { fromLocalTime, localDate } from '../../../../shared/dates/time-zone.ts';
import type { Noun } from '../../../../shared/nouns/noun.ts';
import type { Money, PersonName, RecordOf } from '../../../../shared/nouns/value.ts';
import { type Culture, cultures } from '../culture/culture.ts';
import { inventName } from '../invent.ts';
import { createRandom, type Random } from '../random.ts';

/** Tells a story: makes and changes records by the engine's verbs as if members had done so on days gone by. */
export interface Teller {
  readonly ctx: TransactionContext;
  readonly random: Random;
  readonly culture: Culture;
  create<N extends Noun>(noun: N, input: object, when: Moment): Promise<RecordOf<N>>;
  update<N extends Noun>(noun: N, id: string, patch: object, when: Moment): Promise<RecordOf<N>>;
  /** The name of somebody whom the story has not named yet, without a patronymic where it is to be short. */
  name(short?: 'short'): PersonName;
  /** A price in euros as a round one in the workspace's currency. */
  price(euros: number): Money;
}

export interface Moment {
  /** Milliseconds since 1970, not later than now. */
  readonly at: number;
  /** Whose act it is. */
  readonly memberId: string | null;
}

export const day = 86_400_000;

/** `named`: who is there already, as given and family name. */
export function createTeller(ctx: TransactionContext, named: Set<string>): Teller {
  const random = createRandom(19_910_921);
  const culture = cultures[ctx.language];
  const past = ({ at, memberId }: Moment) => inThePast(ctx, new Date(at), memberId);
  return {
    ...{ ctx, random, culture },
    name: (short) => inventNew(random, short ? { ...culture, middles: undefined } : culture, named),
    create: (noun, input, when) => createRecord(past(when), noun, input),
    update: (noun, id, patch, when) => updateRecord(past(when), noun, id, patch),
    price: (euros) => {
      const { currency } = ctx.workspace;
      return { amount: String(Number((euros * (worthOfEuro[currency] ?? 1)).toPrecision(2))), currency };
    },
  };
}

/** Nobody is called as somebody else: two of a name on one screen look like a fault. */
function inventNew(random: Random, culture: Culture, named: Set<string>): PersonName {
  const name = inventName(random, culture);
  const short = [name.given, name.family].join(' ');
  if (named.has(short)) return inventNew(random, culture, named);
  named.add(short);
  return name;
}

/** Roughly; demo prices only. */
const worthOfEuro: Readonly<Record<string, number>> = { AMD: 420, RUB: 95, GEL: 3, USD: 1.1, GBP: 0.85, BGN: 1.95583 };

/** A moment in working hours of that many days ago, as milliseconds since 1970, and never later than now. */
export function daysAgo(teller: Pick<Teller, 'ctx' | 'random'>, days: number): number {
  return Math.min(inWorkingHours(teller, -days), teller.ctx.now().getTime() - 60_000);
}

/** A moment in the workspace's working hours that many days from its today, as milliseconds since 1970. */
export function inWorkingHours({ ctx, random }: Pick<Teller, 'ctx' | 'random'>, days: number): number {
  const date = addDays(localDay(ctx, ctx.now().getTime()), Math.floor(days));
  const minutes = 9 * 60 + random.below(18) * 30;
  return fromLocalTime(ctx.workspace.timeZone, date, `${Math.floor(minutes / 60)}:${minutes % 60}`).getTime();
}

/** The ISO date it was in the workspace at that time. */
export function localDay({ workspace }: Pick<TransactionContext, 'workspace'>, time: number): string {
  return localDate(workspace.timeZone, new Date(time));
}
