import type { AnyRoute } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { Filter } from '../shared/filter/filter.ts';
import type { NounMetadata, Role } from '../shared/nouns/metadata.ts';
import type { AnyRecord } from '../shared/nouns/value.ts';

/**
 * What a module offers the browser: the default export of `modules/<module>/web/index.ts`. That file is small and loaded at
 * start; pages and panels are loaded when they are shown (`lazyRouteComponent`, `lazy`).
 */
export interface WebModule {
  /**
   * The folder's, and so the i18n namespace of the texts in its `locales`. Their top-level sections `errors` and `nouns`
   * (when present) are merged over all modules into the namespaces of those names, so that
   * `t('errors:lostReasonRequired')` works everywhere. The sections `nouns`, `navigation` and `title` are there from the
   * start; the others come with the first screen of the module that is shown, `errors` soon after the first page.
   */
  readonly name: string;
  /** Other modules, or parts of the platform (`shell`), whose later texts its screens show too. */
  readonly texts?: readonly string[];
  readonly navigation?: readonly NavigationEntry[];
  /** Code-based routes below the signed-in frame, e.g. `createRoute({ getParentRoute: () => parent, path: '/deals', … })`. */
  readonly routes?: (parent: AnyRoute) => readonly AnyRoute[];
  readonly recordPanels?: readonly RecordPanel[];
  /** What may be done with a record of a noun where it stands in a line: on the cards of others, in the day. */
  readonly lineActs?: readonly LineActs[];
  /** Records that tell what happened with others: shown in the timeline of every record they point at. */
  readonly timeline?: readonly TimelineSource[];
  /** What is asked besides the fields in the form of a new record of a noun. */
  readonly formParts?: readonly FormPart[];
  /** What waits for a person today besides records; each says how it stands. */
  readonly day?: readonly ComponentType<DayPartProps>[];
  readonly commands?: readonly Command[];
  /** What stands at the end of the header of every page, before the menu of the person. */
  readonly header?: readonly ComponentType[];
  /** Entries in the menu of every list; one that has nothing to offer for the noun renders nothing. */
  readonly listMenu?: readonly ComponentType<ListMenuItemProps>[];
}

/** What is known of a part of the day. */
export type DayState = 'asked' | 'empty' | 'filled' | 'failed';

/** Whose day it is, and whom to tell whether anything waits. */
export interface DayPartProps {
  readonly whose: 'mine' | 'team';
  readonly onState: (state: DayState) => void;
}

/** The noun of a list and what of it is shown. */
export interface ListMenuItemProps {
  readonly noun: NounMetadata;
  readonly shown: {
    readonly filter?: Filter | undefined;
    readonly sort?: string | undefined;
    readonly search?: string | undefined;
    readonly deleted?: boolean | undefined;
    /** Names of fields, in order. */
    readonly columns: readonly string[];
  };
}

/** Translations of one namespace, nested by key. */
export interface Texts {
  readonly [key: string]: string | Texts;
}

export type Icon = ComponentType<{ size?: number | string; stroke?: number | string; className?: string }>;

/** An entry of the main navigation; the lowest `order` comes first and is where a signed-in person arrives. */
export interface NavigationEntry {
  readonly to: string;
  readonly icon: Icon;
  /** With its namespace, e.g. `deals:navigation`. */
  readonly labelKey: string;
  /** What it is for, said at the pointer; where it is about a noun, what an empty list of it says. */
  readonly aboutKey?: string;
  readonly order: number;
  /** Marked while its very page is open, not one below, where those have entries of their own. */
  readonly isAlone?: boolean;
  /** Shown only to those who may read this noun. */
  readonly noun?: string;
  /** Shown only to these; to everybody when absent. */
  readonly roles?: readonly Role[];
  /** Shown besides to whoever may configure some noun. */
  readonly isForConfiguring?: boolean;
  /** Shown once there are records of the noun, or something else of the module named, which not every workspace has; found by search until then. */
  readonly whenUsed?: boolean | string;
  /** Nothing for somebody who works alone. */
  readonly isForTeams?: boolean;
  /** A section of the settings, which have a navigation of their own; in the main navigation when absent. */
  readonly group?: SettingsSection;
}

/** General settings, what records and fields there are, and what else the workspace is connected with. */
export type SettingsSection = 'general' | 'structure' | 'connections';

/** A part of another noun's card. */
export interface RecordPanel {
  /** The noun on whose card it appears. */
  readonly noun: string;
  readonly order: number;
  /** `top` stands across the whole card, below its heading; else beside the fields. */
  readonly place?: 'top' | 'side';
  /** The noun whose related records it shows in its own way: the card's panel of them is left out. */
  readonly insteadOf?: string;
  /** Nouns and modules of which at least one is to be in use; until then neither its code nor its figures are asked for. */
  readonly whenUsed?: readonly string[];
  readonly component: ComponentType<{ readonly noun: NounMetadata; readonly record: AnyRecord }>;
}

/** A part of the form of new records of some nouns. */
export interface FormPart {
  /** The nouns, each with the fields it comes right after; where the workspace laid the form out it comes after all. */
  readonly after: Readonly<Record<string, readonly string[]>>;
  readonly component: ComponentType<FormPartProps>;
}

export interface FormPartProps {
  readonly noun: NounMetadata;
  /** Takes what is to be done once the record is there; answers what takes that back. */
  readonly onThen: (then: (record: AnyRecord) => Promise<void>) => () => void;
}

/** An act or two at the end of each line that shows a record of the noun. */
export interface LineActs {
  readonly noun: string;
  readonly component: ComponentType<{ readonly noun: NounMetadata; readonly record: AnyRecord }>;
}

/** A noun (a note, a task) whose records appear in the timeline of whatever they point at. */
export interface TimelineSource {
  readonly noun: string;
  /** How one of them reads there; its time is shown for it. */
  readonly entry: ComponentType<{ readonly record: AnyRecord }>;
  /** A place to write a new one about the record whose card is shown. */
  readonly composer?: ComponentType<ComposerProps>;
}

export interface ComposerProps {
  readonly noun: NounMetadata;
  readonly record: AnyRecord;
  /** The part of it that stands open at once, where one is asked for, and what is called when it is done with. */
  readonly begin?: string;
  readonly onLeave?: () => void;
}

/** An act offered by the search box (Ctrl-K) under "Actions". */
export interface Command {
  readonly id: string;
  readonly icon: Icon;
  readonly labelKey: string;
  /** The address it leads to. */
  readonly to: string;
  /** Offered only to those who may create records of this noun. */
  readonly creates?: string;
  /** Offered only to these; to everybody when absent. */
  readonly roles?: readonly Role[];
}
