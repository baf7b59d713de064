import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isShort, matchesSearch } from '../../../shared/filter/search-text.ts';
import { searchWords } from '../../../shared/text/fold.ts';
import { readerOf } from './extract-text.ts';
import { indexText, partBreak } from './text-parts.ts';
import { xmlText } from './xml-text.ts';
import { makeZip } from './zip.factory.ts';
import { listZipEntries, UnreadableFile } from './zip.ts';

const office = 'application/vnd.openxmlformats-officedocument.';
const docx = `${office}wordprocessingml.document`;
const words = async (type: string, content: Buffer | string, name = 'a') =>
  (await readerOf({ name, type })?.(Buffer.from(content)))?.replace(/\s+/g, ' ').trim();

describe('the words of a file', () => {
  it('are those of its paragraphs, cells and slides, whatever office wrote it', async () => {
    const document =
      '<w:document><w:p><w:r><w:t>Dear</w:t></w:r><w:r><w:t xml:space="preserve"> Anahit</w:t></w:r></w:p><w:p><w:t>A &amp; B&#233;</w:t></w:p></w:document>';
    expect(
      await words(
        docx,
        makeZip({ 'word/document.xml': document, 'word/footer1.xml': '<w:p>Page</w:p>', 'word/styles.xml': 'no' }),
      ),
    ).toBe('Dear Anahit A & Bé Page');
    const sheet = '<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>Inline</t></is></c></row>';
    expect(
      await words(
        `${office}spreadsheetml.sheet`,
        makeZip({
          'xl/sharedStrings.xml': '<sst><si><t>Brandy</t></si><si><t>Wine</t></si></sst>',
          'xl/worksheets/sheet1.xml': sheet,
        }),
      ),
    ).toBe('Brandy Wine Inline');
    const slides = { 'ppt/slides/slide10.xml': '<a:p>ten</a:p>', 'ppt/slides/slide2.xml': '<a:p>two</a:p>' };
    expect(await words(`${office}presentationml.presentation`, makeZip(slides))).toBe('two ten');
    expect(
      await words(
        'application/vnd.oasis.opendocument.text',
        makeZip({ 'content.xml': '<text:h>Title</text:h><text:p>one<text:tab/>two</text:p>' }),
      ),
    ).toBe('Title one two');
  });

  it('are those of a page without its scripts, and of plain text as it is', async () => {
    expect(await words('text/plain', '<h1>Offer</h1><script>alert(1)</script><p>for&nbsp;Boris</p>', 'a.HTML')).toBe(
      'Offer for Boris',
    );
    expect(await words('text/plain', 'name,city\nԱնի,Գյումրի', 'a.csv')).toBe('name,city Անի,Գյումրի');
    expect(await words('text/plain', Buffer.from('\ufeffутро', 'utf16le'), 'a.txt')).toBe('утро');
  });

  it('are not looked for in pictures, and in PDF by nobody yet', () => {
    for (const type of ['image/png', 'application/pdf', 'application/zip'])
      expect(readerOf({ name: 'a', type })).toBeNull();
  });
});

describe('a hostile file', () => {
  it('that unpacks to more than is read is given up, not unpacked', async () => {
    const bomb = makeZip({ 'word/document.xml': Buffer.alloc(1_000_000) });
    expect(bomb.length).toBeLessThan(2_000);
    const [entry] = listZipEntries(bomb);
    await expect(entry?.read(999_999)).rejects.toThrow(UnreadableFile);
    expect(await entry?.read(1_000_000)).toHaveLength(1_000_000);
  });

  it('declares entities in vain, and says no more than is kept', () => {
    const bomb =
      '<!DOCTYPE d [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;">]><d>&b;<!-- <w:p>hidden</w:p> -->shown&#x0;&#xd800;&#x110000;</d>';
    expect(xmlText(bomb, 1_000)).not.toContain('boom');
    expect(xmlText(bomb, 1_000)).toMatch(/shown {3}$/);
    expect(xmlText('<p>'.repeat(100_000) + 'x'.repeat(5_000), 1_000)).toBe('x'.repeat(1_000));
  });

  it('that is broken anywhere is refused in words or read, and never more', async () => {
    const whole = makeZip({ 'word/document.xml': '<w:p>Some words</w:p>', 'word/footnotes.xml': '<w:p>more</w:p>' });
    const damage = fc.tuple(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length));
    await fc.assert(
      fc.asyncProperty(damage, async ([at, byte, end]) => {
        const broken = Buffer.from(whole);
        broken[at] = byte;
        for (const file of [broken, broken.subarray(0, end)]) {
          const outcome = await words(docx, file).catch((error: unknown) => error);
          expect(
            typeof outcome === 'string' || outcome instanceof UnreadableFile || outcome instanceof RangeError,
          ).toBe(true);
        }
      }),
    );
  });
});

it('each word of a text is found, in a part that is short enough to show, whatever the letters', () => {
  const word = fc.stringMatching(/^[a-zа-яա-ֆა-ჰ]{3,12}$/u);
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 200 }), (text) => {
      const { parts, search } = indexText('file.txt', text.join(' '));
      expect(parts.slice(1).join(' ')).toBe(text.join(' '));
      expect(search.split(partBreak)).toHaveLength(parts.length);
      const sought = text.filter((one) => !searchWords(one).every(isShort));
      expect(sought.every((one) => matchesSearch(one, search))).toBe(true);
      expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(253);
    }),
  );
  expect(indexText('a', 'x\u001f\0\ud800y').parts).toEqual(['a', 'x y']);
});
