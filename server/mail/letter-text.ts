import type { Language } from '../../shared/nouns/metadata.ts';
import { textsOf } from '../texts/locales.ts';
import type words from './locales/en.json';

/** What a letter says, as it is sent. */
export interface LetterText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A letter before it has a shape. */
export interface LetterParts {
  readonly language: Language;
  /** Whom it greets; nobody by name when empty. */
  readonly name: string;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly button?: { readonly label: string; readonly url: string };
  /** Whose letter it is: the workspace. */
  readonly sender: string;
}

type Words = typeof words;
const texts = textsOf<Words>('server/mail');

/** The words of a kind of letters in a language. */
export function wordsFor<Kind extends keyof Words>(kind: Kind, language: Language): Words[Kind] {
  return texts[language][kind];
}

/** Fills `{{name}}` in a text. A line break in a value would begin another line of the letter: it becomes a blank. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => (values[name] ?? '').replace(/\s+/g, ' ').trim());
}

/** Gives a letter its shape: as plain text, and as HTML that any mail program shows, without a picture or a script. */
export function composeLetter(parts: LetterParts): LetterText {
  const { hello, helloNamed, link, footer } = wordsFor('frame', parts.language);
  const greeting = parts.name ? fill(helloNamed, { name: parts.name }) : hello;
  const signature = fill(footer, { workspace: parts.sender });
  const { button, paragraphs } = parts;
  const lines = [greeting, ...paragraphs, ...(button ? [`${button.label}:\n${button.url}`] : []), `-- \n${signature}`];
  return {
    subject: parts.subject,
    text: `${lines.join('\n\n')}\n`,
    html: htmlOf(parts, [greeting, ...paragraphs], { link, signature }),
  };
}

/** A letter that somebody wrote themselves: their words and nothing else. */
export function personalLetter(subject: string, text: string, language: Language): LetterText {
  const html =
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"></head>` +
    `<body style="font:15px/1.5 system-ui,sans-serif"><div style="white-space:pre-wrap">${escapeHtml(text)}</div></body></html>`;
  return { subject: subject.replace(/\s+/g, ' ').trim(), text: `${text}\n`, html };
}

function htmlOf(
  { language, subject, button }: LetterParts,
  paragraphs: readonly string[],
  { link, signature }: { readonly link: string; readonly signature: string },
): string {
  const url = escapeHtml(button?.url ?? '');
  const door = button
    ? `<p style="margin:24px 0"><a href="${url}" style="background:#1f5fbf;color:#ffffff;padding:10px 18px;border-radius:6px;` +
      `text-decoration:none;display:inline-block">${escapeHtml(button.label)}</a></p>` +
      `<p style="color:#5c6570;font-size:13px">${escapeHtml(link)}<br><a href="${url}" style="color:#1f5fbf">${url}</a></p>`
    : '';
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>` +
    '<body style="margin:0;padding:24px;font:15px/1.5 system-ui,sans-serif;color:#1d2329;background:#ffffff">' +
    `<div style="max-width:560px;margin:0 auto">${paragraphs.map((one) => `<p>${escapeHtml(one)}</p>`).join('')}${door}` +
    `<p style="color:#5c6570;font-size:13px;border-top:1px solid #dde1e6;padding-top:12px;margin-top:32px">${escapeHtml(signature)}</p>` +
    '</div></body></html>'
  );
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
