/**
 * What each lower-case letter becomes when text is folded for search. Letters that transliteration tables spell
 * differently meet: y, j = i; c, q = k; w, f = v; ch = kh (so х, ч, խ, չ, ხ, ჩ meet too: "Bach" is "Бах").
 * Combining marks are gone before the table is read, so й is и and ё is е here.
 */
const latin: Record<string, string> = {
  c: 'k',
  f: 'v',
  j: 'i',
  q: 'k',
  w: 'v',
  x: 'ks',
  y: 'i',
  ß: 's',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'di',
  ð: 'd',
  þ: 't',
  ł: 'l',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
  ə: 'a',
  ŧ: 't',
  ƒ: 'v',
};

const cyrillic: Record<string, string> = {
  ...pairs('абвгдезиклмнопрстуф', 'abvgdeziklmnoprstuv'),
  ...pairs('іјѕєґәөүқңғҳһ', 'iiseg' + 'aoukng' + 'hh'),
  ж: 'zh',
  х: 'kh',
  ц: 'ts',
  ч: 'kh',
  ш: 'sh',
  щ: 'shkh',
  // Bulgarian, where it is a vowel of everyday names; in Russian it hardly occurs in them.
  ъ: 'a',
  ы: 'i',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
  ђ: 'di',
  љ: 'li',
  њ: 'ni',
  ћ: 'k',
  џ: 'dz',
  ѣ: 'e',
  ѫ: 'a',
};

const armenian: Record<string, string> = {
  ...pairs('աբգդեզէըթիլկհմյնոպջռսվտրւփքօֆ', 'abgdezei' + 'tilkhmi' + 'nopirsvtrvpkov'),
  ժ: 'zh',
  խ: 'kh',
  ծ: 'ts',
  ձ: 'dz',
  ղ: 'gh',
  ճ: 'kh',
  շ: 'sh',
  չ: 'kh',
  ց: 'ts',
};

const georgian: Record<string, string> = {
  ...pairs('აბგდევზთიკლმნოპრსტუფქყჯჰ', 'abgdevztiklmnoprstupkkih'),
  ჟ: 'zh',
  ღ: 'gh',
  შ: 'sh',
  ჩ: 'kh',
  ც: 'ts',
  ძ: 'dz',
  წ: 'ts',
  ჭ: 'kh',
  ხ: 'kh',
};

const greek: Record<string, string> = { ς: 'σ' };

const punctuation: Record<string, string> = {
  ...Object.fromEntries([..."'`´‘’ʼʻʹʾʿ՚"].map((mark) => [mark, ''])),
  ...Object.fromEntries([...'‐‑‒–—―−֊'].map((dash) => [dash, '-'])),
};

/** Folded letters by lower-case letter without marks; what is not here stays as it is. */
export const foldedLetters: ReadonlyMap<string, string> = new Map(
  Object.entries({ ...latin, ...cyrillic, ...armenian, ...georgian, ...greek, ...punctuation }),
);

function pairs(from: string, to: string): Record<string, string> {
  const targets = [...to];
  return Object.fromEntries([...from].map((letter, index) => [letter, targets[index] ?? letter]));
}
