import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { plainTextOf, richTextOf } from '../../shared/text/rich-text.ts';
import { sanitiseRichText } from './rich-text.ts';

/** Its second `<p>` is seen only where the first, within what is dropped, is not. */
const paragraphInParagraph = '<noscript><p title="</noscript><img src=x onerror=alert(1)>">words';

/** What has got past sanitisers elsewhere. */
const hostile = [
  '<script>alert(1)</script>words',
  '<img src=x onerror=alert(1)>words',
  '<svg/onload=alert(1)>words',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>words',
  '<p onclick="alert(1)">words</p>',
  '<a href="javascript:alert(1)">words</a>',
  '<a href="JaVaScRiPt:alert(1)">words</a>',
  '<a href="java&#x09;script:alert(1)">words</a>',
  '<a href=" &#14; javascript:alert(1)">words</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">words</a>',
  '<a href="vbscript:msgbox(1)">words</a>',
  '<a href="//evil.example/x">words</a>',
  '<a href="blob:https://x/1">words</a>',
  '<iframe src="https://evil.example"></iframe>words',
  '<object data="evil.swf"></object>words',
  '<embed src="evil.swf">words',
  '<form action="https://evil.example"><input name=password><button>words</button></form>',
  '<style>*{background:url(https://evil.example)}</style>words',
  '<p style="position:fixed;inset:0">words</p>',
  '<link rel=stylesheet href=https://evil.example>words',
  '<meta http-equiv=refresh content="0;url=https://evil.example">words',
  '<base href=https://evil.example>words',
  'words<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  paragraphInParagraph,
  '<table><td background="javascript:alert(1)">words',
  '<p>words<!--><img src=x onerror=alert(1)>--></p>',
  '<![CDATA[<script>alert(1)</script>]]>words',
  '<scr<script>ipt>alert(1)</scr</script>ipt>words',
  '<<script>script>alert(1)<</script>/script>words',
  '<p id="root" class="mantine-Modal" name="cookie">words</p>',
  '<template><script>alert(1)</script></template>words',
  '<video><source onerror="alert(1)"></video>words',
  '<details open ontoggle=alert(1)>words',
  '<body onload=alert(1)>words',
  '<isindex type=image src=1 onerror=alert(1)>words',
  '<a href="https://ok.example" target="_top" onmouseover="alert(1)">words</a>',
];
const tag =
  '(p|br|h2|h3|ul|ol( start="\\d+")?|li|blockquote|pre|hr|strong|em|u|s|code|a( href="(https?:|mailto:|tel:)[^"<>]*" rel="noopener noreferrer nofollow")?)';
/** Text and allowed tags, nothing else at all. */
const harmless = new RegExp(`^([^<>]|<${tag} ?/?>|</[a-z0-9]+>)*$`);

describe('formatted text', () => {
  it.each(hostile)('loses what is not text: %s', (html) => {
    const kept = sanitiseRichText(html) ?? '';
    expect(kept).toMatch(harmless);
    expect(kept.match(/<[^>]*>/g)?.join('') ?? '').not.toMatch(/alert|javascript|evil|onerror|style|msgbox/i);
    expect(plainTextOf(kept)).toContain('words');
  });

  it('is harmless whatever is thrown at it, and stays as it was kept', () => {
    const piece = fc.oneof(
      fc.constantFrom(...hostile),
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '&',
        '<p',
        '</',
        '<!--',
        '-->',
        '<a href="',
        'javascript:',
        '&lt;script&gt;',
        '\u0000',
      ),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const kept = sanitiseRichText(pieces.join('')) ?? '';
        expect(kept).toMatch(harmless);
        expect(sanitiseRichText(kept) ?? '').toBe(kept);
      }),
      { numRuns: 300, examples: [[[paragraphInParagraph, paragraphInParagraph]]] },
    );
  });

  it('keeps its form, in the words the editor uses', () => {
    const html =
      '<h2>Terms</h2><p><strong>Net</strong> <em>30</em> days</p><ul><li><p>no <u>fees</u></p></li></ul>' +
      '<blockquote><p>as agreed</p></blockquote><pre><code>a &lt; b</code></pre>';
    expect(sanitiseRichText(html)).toBe(html);
    expect(sanitiseRichText('<h1>Big</h1><div><b>bold</b> <i>italic</i></div>')).toBe(
      '<h2>Big</h2><p><strong>bold</strong> <em>italic</em></p>',
    );
    expect(sanitiseRichText('<a href="https://ararat.am?a=1&b=2">site</a>')).toBe(
      '<a href="https://ararat.am?a=1&amp;b=2" rel="noopener noreferrer nofollow">site</a>',
    );
  });

  it.each(['', '   ', '<p></p>', '<p>&nbsp;</p><br>', '<hr>', '<script>x</script>'])(
    'without a word is none: %j',
    (html) => expect(sanitiseRichText(html)).toBeNull(),
  );
});

describe('the words of a formatted text', () => {
  test('stand a line for each block', () => {
    const html =
      '<h2>Terms &amp; days</h2><ul><li><p>net <strong>3</strong>0</p></li><li><p>a &lt; b</p></li></ul>one<br />two';
    expect(plainTextOf(html)).toBe('Terms & days\nnet 30\na < b\none\ntwo');
  });

  test('are what was written where text becomes a formatted one', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 20 }), { maxLength: 4 }), (lines) => {
        const text = lines.join('\n').replace(/\0|\r/g, '');
        const words = text
          .split('\n')
          .map((line) => line.replace(/[\s\u00a0]+/g, ' ').trim())
          .filter(Boolean);
        expect(plainTextOf(sanitiseRichText(richTextOf(text)) ?? '')).toBe(words.join('\n'));
      }),
    );
  });
});
