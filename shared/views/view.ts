import { z } from 'zod';
import { groupingSchema, measureSchema } from '../contract/record-aggregate.ts';
import type { FieldError } from '../errors.ts';
import { filterSchema } from '../filter/filter.ts';
import { type Role, roles } from '../nouns/metadata.ts';

/** The ways records can be shown. */
export const viewTypes = ['list', 'board', 'calendar', 'gallery', 'grouped'] as const;
export type ViewType = (typeof viewTypes)[number];

/** Who finds a view among theirs: its owner alone, everybody, or the people of some roles. */
export const visibilities = ['private', 'shared', 'roles'] as const;
export type Visibility = (typeof visibilities)[number];

/** The colours a rule may give a record; the theme's names. */
export const viewColors = ['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink', 'gray'] as const;

/** Limits that keep a view quick to draw and cheap to keep. */
export const viewLimits = {
  ...{ columns: 60, colors: 12, least: 60, widest: 1200, name: 80 },
  /** Of one noun: those of one person alone, and those that are shared. */
  ...{ private: 100, shared: 200 },
} as const;

const fieldName = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,79}$/);
const width = z.int().min(viewLimits.least).max(viewLimits.widest);

/** What a view shows and how; everything absent is as the noun has it. */
export const viewSettings = z.strictObject({
  filter: filterSchema.optional(),
  /** A field's name, `-` in front for descending. */
  sort: z
    .string()
    .regex(/^-?[A-Za-z][A-Za-z0-9]{0,79}$/)
    .optional(),
  /** The columns of a list, the fields of a card; widths in pixels. */
  columns: z
    .array(z.strictObject({ field: fieldName, width: width.optional() }))
    .min(1)
    .max(viewLimits.columns)
    .optional(),
  /** The levels of a grouped list, outermost first. */
  group: z.array(groupingSchema).min(1).max(3).optional(),
  /** The figures of each group, of each column of a board and of the whole. */
  measures: z.array(measureSchema).min(1).max(10).optional(),
  /** The field whose values are the columns of a board. */
  board: fieldName.optional(),
  /** The day or moment a record stands at in a calendar, and the one it lasts to. */
  calendar: z.strictObject({ start: fieldName, end: fieldName.optional() }).optional(),
  /** The field whose picture a card of a gallery begins with. */
  cover: fieldName.optional(),
  /** The first rule that a record meets gives it its colour. */
  colors: z
    .array(z.strictObject({ filter: filterSchema, color: z.enum(viewColors) }))
    .min(1)
    .max(viewLimits.colors)
    .optional(),
});
export type ViewSettings = z.output<typeof viewSettings>;

/** A saved view as the API answers it. */
export interface SavedView {
  readonly id: string;
  readonly version: number;
  readonly noun: string;
  /** By language, one or several. */
  readonly name: Readonly<Record<string, string>>;
  readonly type: ViewType;
  readonly settings: ViewSettings;
  readonly visibility: Visibility;
  /** Whose people find it, where it is for some roles. */
  readonly roles: readonly Role[];
  /** The roles whose people it opens for, unless they chose another. */
  readonly defaultFor: readonly Role[];
  /** The member who made it; null for one that came with the workspace. */
  readonly owner: string | null;
  readonly position: number;
  readonly mayChange: boolean;
  /** What it names that is no longer there; `settings` are without it. */
  readonly faults: readonly FieldError[];
}

/** What a person has chosen for themselves among the views of a noun. */
export interface OwnViewChoices {
  /** The view that opens; `all` for the noun's plain list, null for the one of the role. */
  readonly opens: string | null;
  /** Ids of views in the person's own order; others follow. */
  readonly order: readonly string[];
  /** The columns of the plain list; null for the noun's own. */
  readonly columns: readonly string[] | null;
  /** Pixels by field. */
  readonly widths: Readonly<Record<string, number>>;
}

export interface ViewsAnswer {
  readonly items: readonly SavedView[];
  readonly mine: OwnViewChoices;
}

export const roleList = z.array(z.enum(roles)).max(roles.length);
export const choiceWidth = width;
