/** Elements after which a new line begins: paragraphs, cells and headings of the office formats. */
const lines: ReadonlySet<string> = new Set([
  ...['w:p', 'w:br', 'w:tr', 'a:p', 'a:br', 'text:p', 'text:h', 'text:line-break', 'table:table-row', 'si', 'is'],
]);
const spaces: ReadonlySet<string> = new Set(['w:tab', 'text:tab', 'text:s', 'w:tc', 'table:table-cell']);
const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * The words of an XML document, at most `most` letters, read from its beginning to its end once. Entities are the five of XML and
 * numbers: what a document declares itself means nothing. `within`: only what stands inside elements of that name.
 */
export function xmlText(xml: string, most: number, within?: string): string {
  let text = '';
  let depth = 0;
  let at = 0;
  while (at < xml.length && text.length < most) {
    const open = xml.indexOf('<', at);
    const end = open < 0 ? xml.length : open;
    if (end > at && (!within || depth > 0)) text += decode(xml.slice(at, Math.min(end, at + most)));
    if (open < 0) break;
    const close = closingOf(xml, open);
    const [, slash, name = '', rest] =
      /^<(\/?)([\w:-]*)[\s\S]*?(\/?)>$/.exec(xml.slice(open, Math.min(close + 1, open + 500))) ?? [];
    if (name === within) depth = Math.max(0, depth + (slash ? -1 : rest ? 0 : 1));
    if (lines.has(name) && (slash || rest)) text += '\n';
    else if (spaces.has(name)) text += ' ';
    at = close + 1;
  }
  return text.slice(0, most);
}

/** Where what begins at `open` ends: comments and declarations may hold what looks like tags. */
function closingOf(xml: string, open: number): number {
  const end = xml.startsWith('<!--', open) ? xml.indexOf('-->', open) : -1;
  const close = end >= 0 ? end + 2 : xml.indexOf('>', open);
  return close < 0 ? xml.length : close;
}

function decode(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{1,8});/gi, (_whole, name: string) => {
    if (!name.startsWith('#')) return named[name] ?? ' ';
    const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 31 && code < 0x110000 && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' ';
  });
}
