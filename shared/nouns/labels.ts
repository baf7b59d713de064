/** The part of a module's locale file that names its nouns, `nouns.<noun>.…`, and its errors, `errors.<code>`. */
export interface NounLabels {
  readonly nouns?: Readonly<Record<string, NounLabel>>;
  readonly errors?: Readonly<Record<string, string>>;
}

export interface NounLabel {
  readonly one: string;
  readonly many: string;
  readonly create?: string;
  readonly about?: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly options?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
