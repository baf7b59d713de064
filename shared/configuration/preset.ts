/** A text by language. */
type Texts = Readonly<Record<string, string>>;

/** A trade a workspace can begin with, as `GET /api/v1/presets` answers it: what it brings, and how much of that is there. */
export interface PresetOffer {
  readonly name: string;
  /** Tabler name. */
  readonly icon: string;
  readonly label: Texts;
  /** What it is for, in a line. */
  readonly about: Texts;
  /** What its own nouns, pipelines and views are called. */
  readonly nouns: readonly Texts[];
  readonly pipelines: readonly Texts[];
  readonly views: readonly Texts[];
  /** How many fields it adds, those of its own nouns included. */
  readonly fields: number;
  /** How many things the workspace does not have: 0 where all of it is there. */
  readonly missing: number;
  /** How many things there are in all. */
  readonly items: number;
}
