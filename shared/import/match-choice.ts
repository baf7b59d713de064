import { isNear, type MatchKind, nameMatcher, normaliseName } from './match-name.ts';

/** A choice with everything it may be called: its labels in every language. */
export interface NamedChoice {
  readonly value: string;
  readonly labels: readonly string[];
}

export interface ChoiceMatch {
  readonly kind: MatchKind;
  readonly value: string | null;
  /** Values of choices that look alike, closest first; empty when the match is sure. */
  readonly suggestions: readonly string[];
}

/** The choice a text means, by its value or any of its labels, as surely as `MatchKind` says. */
export function matchChoice(text: string, choices: readonly NamedChoice[]): ChoiceMatch {
  return choiceMatcher(choices)(text);
}

/** As `matchChoice`, made once for many texts. What two choices are called alike means neither. */
export function choiceMatcher(choices: readonly NamedChoice[]): (text: string) => ChoiceMatch {
  const named = choices.map(({ value, labels }) => ({ value, names: [value, ...labels] }));
  const alike = nameMatcher(named.flatMap(({ names }) => names));
  return (text) => {
    const sought = text.trim();
    const key = normaliseName(sought);
    for (const [kind, names] of Object.entries(tests) as [Exclude<MatchKind, 'none'>, Test][]) {
      const found = named.filter((choice) => choice.names.some((name) => names(name, sought, key)));
      if (found.length > 1) return { kind: 'none', value: null, suggestions: found.map(({ value }) => value) };
      if (found[0]) return { kind, value: found[0].value, suggestions: [] };
    }
    const { suggestions } = alike(sought);
    const values = suggestions.flatMap((name) => named.filter(({ names }) => names.includes(name)));
    return { kind: 'none', value: null, suggestions: [...new Set(values.map(({ value }) => value))] };
  };
}

type Test = (name: string, sought: string, key: string) => boolean;

/** In order of sureness. */
const tests: Readonly<Record<Exclude<MatchKind, 'none'>, Test>> = {
  exact: (name, sought) => name === sought,
  normalised: (name, _, key) => key !== '' && normaliseName(name) === key,
  near: (name, _, key) => isNear(normaliseName(name), key),
};
