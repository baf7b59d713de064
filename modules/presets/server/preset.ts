import type { Filter } from '../../../shared/filter/filter.ts';
import type { CustomFieldDefinition } from '../../../shared/nouns/custom-field.ts';
import type { CustomNounDefinition, NounIcon } from '../../../shared/nouns/custom-noun.ts';
import type { LocalText } from '../../../shared/nouns/field.ts';
import type { FieldSettingDefinition } from '../../../shared/nouns/field-setting.ts';
import type { Role } from '../../../shared/nouns/metadata.ts';
import type { ViewType } from '../../../shared/views/view.ts';
import type { ViewSettings } from '../../../shared/views/view-settings.ts';
import type { ProcessInput } from '../../automation/contract/index.ts';

/** A text in every language of the product. A language left out does not build. */
export type Words = readonly [en: string, ru: string, bg: string, hy: string, ka: string];

/** The theme's colours for badges, stages and charts. */
export type Color =
  | 'gray'
  | 'red'
  | 'pink'
  | 'grape'
  | 'violet'
  | 'indigo'
  | 'blue'
  | 'cyan'
  | 'teal'
  | 'green'
  | 'lime'
  | 'yellow'
  | 'orange';

/** Options by value, in their order. */
export type Options = Readonly<Record<string, readonly [color: Color, ...words: Words]>>;

type Plain = Omit<CustomFieldDefinition, 'label' | 'help' | 'options' | 'roles' | 'retired'>;
type Conditions = Pick<FieldSettingDefinition, 'visibleWhen' | 'requiredWhen' | 'pattern' | 'offeredWith'>;

/** A field that a preset adds, with the conditions it begins with. */
export interface PresetField extends Plain, Conditions {
  readonly label: Words;
  readonly help?: Words;
  readonly options?: Options;
  readonly checks?: readonly {
    readonly refuseWhen: NonNullable<FieldSettingDefinition['visibleWhen']>;
    readonly message: Words;
  }[];
}

/** Fields by name, in their order. */
export type PresetFields = Readonly<Record<`x${string}`, PresetField>>;

export interface PresetNoun extends Pick<CustomNounDefinition, 'icon' | 'rights'> {
  readonly plural: `x-${string}`;
  readonly one: Words;
  readonly many: Words;
  /** What names a record; "Name" where it does not say. */
  readonly title?: Words;
  readonly fields: PresetFields;
}

export type PresetStage = readonly [
  kind: 'open' | 'won' | 'lost',
  /** In percent. */
  probability: number,
  color: Color,
  ...words: Words,
];

export interface PresetPipeline {
  readonly name: Words;
  /** By key, in their order. */
  readonly stages: Readonly<Record<string, PresetStage>>;
}

export interface PresetView {
  readonly noun: string;
  readonly name: Words;
  readonly type: ViewType;
  readonly settings: ViewSettings;
  /** The roles it opens for. */
  readonly defaultFor?: readonly Role[];
}

/** What happens by itself, once somebody switches it on: a task for the owner of the record. */
export interface PresetProcess extends Pick<ProcessInput, 'noun' | 'start'> {
  readonly name: Words;
  /** Only for records that match. */
  readonly filter?: Filter;
  /** What the task says, with placeholders. */
  readonly task: Words;
  readonly kind: 'task' | 'call';
  /** Working days to do it in. */
  readonly within: number;
}

/** What a trade begins with. Plain data: it is brought in as a configuration package. */
export interface Preset {
  readonly name: string;
  readonly icon: NounIcon;
  readonly label: Words;
  /** What it is for, in a line. */
  readonly about: Words;
  /** By name. */
  readonly nouns: Readonly<Record<`x${string}`, PresetNoun>>;
  /** What nouns of modules gain, by noun. */
  readonly fields: Readonly<Record<string, PresetFields>>;
  /** What directories of modules gain, by `noun.field`; the values begin with `x` and a capital letter. */
  readonly options: Readonly<Record<`${string}.${string}`, Options>>;
  /** By key. */
  readonly pipelines: Readonly<Record<string, PresetPipeline>>;
  /** By key. */
  readonly views: Readonly<Record<string, PresetView>>;
  /** By key; brought in switched off, in the language of the workspace. */
  readonly processes?: Readonly<Record<string, PresetProcess>>;
}

/** The words by language, as labels are kept. */
export function textsOf([en, ru, bg, hy, ka]: Words): LocalText {
  return { en, ru, bg, hy, ka };
}
