import type { FieldError } from '../errors.ts';
import type { Role } from '../nouns/metadata.ts';
import type { ViewSettings } from './view-settings.ts';

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
  ...{ columns: 60, frozen: 10, colors: 12, least: 60, widest: 1200, name: 80 },
  /** Of one noun: those of one person alone, and those that are shared. */
  ...{ private: 100, shared: 200 },
} as const;

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
  /** How many of the plain list's first columns stay where they are; null for the first alone. */
  readonly frozen: number | null;
  /** Whether the lists that stand ready (overdue, planned …) are one's own or everybody's; null where nothing was chosen. */
  readonly onlyMine: boolean | null;
}

export interface ViewsAnswer {
  readonly items: readonly SavedView[];
  readonly mine: OwnViewChoices;
}
