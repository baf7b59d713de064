/** The month (1 to 12) a word names, in full, in the genitive or shortened as usual; null for other words. */
export function findMonth(word: string): number | null {
  const sought = word.normalize('NFC').toLowerCase();
  for (const stems of monthStems) {
    const index = stems.findIndex((stem) => sought.startsWith(stem));
    if (index >= 0) return index + 1;
  }
  return null;
}

/** What all forms of a month's name begin with: English, Russian, Bulgarian, Armenian, Georgian. */
const monthStems: readonly (readonly string[])[] = [
  'jan feb mar apr may jun jul aug sep oct nov dec',
  'янв фев мар апр ма июн июл авг сен окт ноя дек',
  'яну фев март апр май юни юли авг сеп окт ное дек',
  'հունվ փետ մար ապր մայ հունի հուլ օգո սեպ հոկ նոյ դեկ',
  'հնվ փտվ մրտ ապր մյս հնս հլս օգս սեպ հոկ նոյ դեկ',
  'იან თებ მარ აპრ მაი ივნ ივლ აგვ სექ ოქტ ნოე დეკ',
].map((line) => line.split(' '));
