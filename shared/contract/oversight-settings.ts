import { z } from 'zod';

/** Records a day; null for as many as there are. */
const limit = z.int().min(0).max(1_000_000).nullable();

const byRole = z.strictObject({ manager: limit, seller: limit, viewer: limit });
const noLimits = { manager: null, seller: null, viewer: null };

/** How an owner has reading and taking out watched; the same for the whole workspace. */
export const oversightSettings = z.strictObject({
  /** By noun the fields whose reading is kept with the records read; an empty list for reading the record at all. */
  readLog: z.record(z.string().max(100), z.array(z.string().max(100)).max(100)),
  /** How many records somebody of that role may export and print in a day; owners have no limit. */
  limits: byRole,
  /** How many records somebody of that role may read in a day, in lists and on cards, before lists are closed until the next; owners have no limit. */
  readLimits: byRole.default(noLimits),
  /** Whether an alarm also keeps the person from going on until an owner lets them. */
  blockOnAlarm: z.boolean(),
  /** Whether each line of an export names the export it is of. */
  codeColumn: z.boolean(),
  /** Months for which what was read and taken is kept. */
  keepAccessMonths: z.int().min(3).max(120),
  /** Months for which the change log is kept; null for ever. It is the records' history too. */
  keepChangesMonths: z.int().min(12).max(240).nullable(),
});
export type OversightSettings = z.output<typeof oversightSettings>;

export const defaultOversight: OversightSettings = {
  readLog: {},
  limits: { manager: null, seller: 500, viewer: 500 },
  readLimits: noLimits,
  blockOnAlarm: false,
  codeColumn: false,
  keepAccessMonths: 24,
  keepChangesMonths: null,
};
