/** The words of sanitised HTML, a line for each block; the empty text for markup without any. */
export function plainTextOf(html: string): string {
  const lines = html
    .replace(blockEnds, '\n')
    .replace(/<[^>]*>/g, '')
    .split('\n');
  return lines
    .map((line) =>
      decoded(line)
        .replace(/[\s\u00a0]+/g, ' ')
        .trim(),
    )
    .filter((line) => line !== '')
    .join('\n');
}

/** Plain text as HTML: a paragraph for each line. */
export function richTextOf(text: string): string {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.map((line) => `<p>${escaped(line.trim())}</p>`).join('');
}

const blockEnds = /<br\s*\/?>|<hr\s*\/?>|<\/(p|h[1-6]|li|ul|ol|blockquote|pre)>/g;

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => names[sign] ?? sign);
}

const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** The sanitiser writes characters as they are, but for these few. */
function decoded(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos|nbsp|#39);/g, (_, name: string) => signs[name] ?? "'");
}
