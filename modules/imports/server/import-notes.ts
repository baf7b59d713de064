import type { NameQuestion } from '../contract/index.ts';

/** What an import has to tell besides its counts: names that were matched, created or not known, each once with its rows. */
export class ImportNotes {
  private questions = new Map<string, NameQuestion>();
  private settled = new Map<string, NameQuestion>();

  constructor(earlier: readonly NameQuestion[] = []) {
    for (const question of earlier) this.questions.set(keyOf(question.header, question.value), question);
    this.settle();
  }

  /** What was noted so far stands. */
  settle(): void {
    this.settled = new Map(this.questions);
  }

  /** What was noted since the last time did not happen. */
  undo(): void {
    this.questions = new Map(this.settled);
  }

  list(): readonly NameQuestion[] {
    return [...this.questions.values()];
  }

  matched(_noun: string, header: string, value: string, name: string): void {
    this.note({ header, value, kind: 'normalised', name, suggestions: [], rows: 1 });
  }

  created(_noun: string, header: string, value: string, suggestions: readonly string[]): void {
    this.note({ header, value, kind: 'new', name: value, suggestions: [...suggestions], rows: 1 });
  }

  unknown(_noun: string, header: string, value: string, suggestions: readonly string[]): void {
    this.note({ header, value, kind: 'unknown', name: null, suggestions: [...suggestions], rows: 1 });
  }

  chosen(header: string, value: string, name: string, suggestions: readonly string[]): void {
    this.note({ header, value, kind: 'chosen', name, suggestions: [...suggestions], rows: 1 });
  }

  /** What reading a row had to tell of its choices. */
  add(questions: readonly NameQuestion[]): void {
    for (const question of questions) this.note(question);
  }

  /** A further row names what was looked up already. */
  countAgain(_noun: string, texts: Readonly<Record<string, string>>): void {
    for (const [header, value] of Object.entries(texts)) {
      const known = this.questions.get(keyOf(header, value));
      if (known) this.note({ ...known, rows: 1 });
    }
  }

  private note(question: NameQuestion): void {
    const key = keyOf(question.header, question.value);
    const known = this.questions.get(key);
    this.questions.set(key, known ? { ...known, rows: known.rows + question.rows } : question);
  }
}

/** The notes an import has kept so far. */
export function notesOf({ report }: { readonly report: string | null }): readonly NameQuestion[] {
  return report ? (JSON.parse(report) as NameQuestion[]) : [];
}

function keyOf(header: string, value: string): string {
  return JSON.stringify([header, value]);
}
