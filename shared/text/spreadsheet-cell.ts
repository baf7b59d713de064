/**
 * What spreadsheets take for the beginning of a formula, the wide letters of East Asian keyboards too. Apostrophes before it
 * are part of the text: one more is put before them, so that taking one off gives back what was there.
 */
const formula = "'*[=+\\-@\\t\\r\\n＝＋－＠]";
const beginsLikeFormula = new RegExp(`^${formula}`);
const madeHarmless = new RegExp(`^'(?=${formula})`);

/** Spreadsheets run what begins like a formula; a leading apostrophe makes it text. */
export function harmlessCell(cell: string): string {
  return beginsLikeFormula.test(cell) ? `'${cell}` : cell;
}

/** The cell as it was before it was made harmless. */
export function unharmedCell(cell: string): string {
  return cell.replace(madeHarmless, '');
}
