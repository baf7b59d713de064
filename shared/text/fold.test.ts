import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseFold, digitsOf, foldText, foldVariants, searchWords } from './fold.ts';

const finds = (query: string, stored: string) =>
  foldVariants(query).some((variant) => foldText(stored).includes(variant));

/** Spellings of one name: each must find each. */
const names: readonly (readonly string[])[] = [
  ['Иванов', 'Ivanov', 'Ivanoff', 'ИВАНОВ', 'ivánov'],
  ['Հարությունյան', 'Harutyunyan', 'harutiunian', 'ՀԱՐՈՒԹՅՈՒՆՅԱՆ'],
  ['Հայկ', 'Hayk', 'Haik', 'hayk'],
  ['გიორგი', 'Giorgi', 'ᲒᲘᲝᲠᲒᲘ', 'Гиорги'],
  ['ქართველიშვილი', 'Kartvelishvili', 'Qartvelishvili', 'Картвелишвили'],
  ['Щербаков', 'Shcherbakov'],
  ['Юлия', 'Yulia', 'Julia', 'Yuliya', 'Iuliia', 'Юлія'],
  ['Георги', 'Georgi', 'ГЕОРГИ', 'გეორგი'],
  ['Ђорђе', 'Djordje', 'Đorđe'],
  ['Христо', 'Hristo', 'Khristo'],
  ['Михаил', 'Mikhail', 'Mihail'],
  ['Елена', 'Yelena', 'Elena'],
  ['Алексеевна', 'Alekseevna', 'Alekseyevna'],
  ['Фёдор', 'Fyodor'],
  ['Фёдор', 'Федор', 'Fedor'],
  ['Васильев', 'Vasilyev', 'Vasiliev'],
  ['Соловьёв', 'Solovyov'],
  ['Соловьёв', 'Solovyev'],
  ['Чайковский', 'Tchaikovsky', 'Chaikovskiy', 'Чайковски'],
  ['Александров', 'Alexandrov', 'Aleksandrov'],
  ['Филипп', 'Philipp', 'Filipp'],
  ['Алексей', 'Alexey', 'Aleksei', 'Alexei'],
  ['Дмитрий', 'Dmitry', 'Dmitriy', 'Dmitrii', 'Дмитрій'],
  ['Виктор', 'Victor', 'Viktor', 'Վիկտոր', 'ვიქტორ'],
  ['Смит', 'Smith', 'Smit'],
  ['Бош', 'Bosch', 'Bosh'],
  ['Щерев', 'Shterev'],
  ['Хачатрян', 'Khachatryan', 'Խաչատրյան'],
  ['Սևան', 'Սեւան', 'Sevan', 'Севан'],
  ['Ղազարյան', 'Ghazaryan', 'Ghazarian'],
  ['Първанов', 'Parvanov'],
  ['Вагнер', 'Wagner', 'Vagner'],
  ['Альфа', 'Alpha', 'Alfa'],
  ['Чехов', 'Chekhov', 'ჩეხოვ'],
  ['Цветков', 'Tsvetkov'],
  ['ჯაფარიძე', 'Japaridze'],
  ['Müller', 'Muller', 'МУЛЛЕР'],
  ['Петров', 'Petroff', 'Pétrov'],
];

describe('foldText', () => {
  it.each(names.map((spellings) => [spellings]))('finds %j by each other', (spellings) => {
    for (const query of spellings)
      for (const stored of spellings) expect([query, stored, finds(query, stored)]).toEqual([query, stored, true]);
  });

  it('keeps different names apart', () => {
    const different = ['Иванова', 'Petrov', 'Հակոբյան', 'გელაშვილი', 'Anna', 'Ольга', 'Smith', 'Johnson', 'Sun'];
    for (const query of different) {
      for (const stored of different)
        if (query !== stored) expect([query, stored, finds(query, stored)]).toEqual([query, stored, false]);
    }
  });

  it('keeps digits and the characters of an e-mail address', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9@._+-]{1,20}$/), (text) => {
        expect(foldText(text)).toBe(text);
      }),
    );
    expect(foldText('Anna.Petrosyan+crm@Example.COM')).toBe('anna.petrosian+krm@eksample.kom');
    expect(foldText('０１２')).toBe('012');
  });

  it('gives nothing a database refuses and no invisible characters', () => {
    expect(foldText('a\u0000b\ud800c\u200bd\u00ade\tf')).toBe('a bkde v');
  });

  it('folds the parts of a text as the whole, wherever no letter meets a letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (first, second) => {
        expect(foldText(`${first}\n${second}`)).toBe(`${foldText(first)}\n${foldText(second)}`);
      }),
    );
  });

  it('finds every part of a name in the whole', () => {
    fc.assert(
      fc.property(nameText, fc.nat(), fc.nat(), (whole, from, length) => {
        const letters = [...whole];
        const start = from % letters.length;
        const part = letters.slice(start, start + 1 + (length % (letters.length - start))).join('');
        // Nobody begins in the middle of ph, th or sch; a mark alone is nothing to seek.
        fc.pre(!(/^[hc]/i.test(part) && /[pts]$/i.test(letters.slice(0, start).join(''))));
        expect([whole, part, foldText(part) === '' || finds(part, whole)]).toEqual([whole, part, true]);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('foldVariants', () => {
  it('gives one to four spellings, the plain one first', () => {
    fc.assert(
      fc.property(nameText, (text) => {
        const variants = foldVariants(text);
        expect(variants.length).toBeLessThanOrEqual(4);
        if (foldText(text) !== '') expect(variants[0]).toBe(foldText(text));
        expect(new Set(variants).size).toBe(variants.length);
      }),
    );
  });

  it('seeks a number by its digits too', () => {
    expect(foldVariants('(091)12-34')).toEqual(['(091)12-34', '0911234']);
    expect(foldVariants('2017')).toEqual(['2017']);
  });

  it('splits a query into words', () => {
    expect(searchWords('  Acme \n 42 ')).toEqual([['akme'], ['42']]);
    expect(searchWords(' \t')).toEqual([]);
  });
});

describe('caseFold and digitsOf', () => {
  it('lower-cases one code point at a time', () => {
    expect(caseFold('ΣΑΣ ԵՎ İstanbul ЁЖ ᲒᲘᲝ')).toBe('σασ եվ istanbul ёж გიო');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect([...caseFold(text)].length).toBe([...text].length);
      }),
    );
  });

  it('keeps digits only', () => {
    expect(digitsOf('+374 (91) 12-34-56')).toBe('37491123456');
  });
});

const alphabets =
  "abcdefghijklmnopqrstuvwxyzPHTSCäéłđßабвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґђћабАБаբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆևՈՒაბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ -'’";
const nameText = fc.oneof(
  fc.array(fc.constantFrom(...alphabets), { minLength: 1, maxLength: 14 }).map((letters) => letters.join('')),
  fc
    .array(fc.constantFrom(...'оիուոսպphtsciyjьяе'), { minLength: 1, maxLength: 10 })
    .map((letters) => letters.join('')),
);
