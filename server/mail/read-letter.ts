import PostalMime, { type Address, type Email } from 'postal-mime';
import { isEmailAddress } from '../../shared/emails/email.ts';
import { plainTextOf } from '../../shared/text/rich-text.ts';
import { sanitiseRichText } from '../texts/rich-text.ts';
import { type Bounce, findBounce } from './bounce.ts';
import type { Mailbox } from './mail-server.ts';

/** A letter that came or was sent elsewhere, as far as it can be read. */
export interface ReadLetter {
  readonly messageId: string | null;
  /** The letters it answers, the nearest first. */
  readonly refers: readonly string[];
  readonly from: Mailbox;
  readonly to: readonly Mailbox[];
  /** Where answers are wanted, when that is somewhere else. */
  readonly replyTo: string | null;
  /** What its writer says; null where that is no date. */
  readonly at: Date | null;
  readonly subject: string;
  readonly text: string;
  /** Sanitised: no pictures, styles or scripts. */
  readonly html: string | null;
  readonly files: readonly LetterFile[];
  /** Whether a person wrote it, a machine, or a server that could not deliver a letter of ours. */
  readonly kind: 'personal' | 'automatic' | 'bounce';
  readonly bounce: Bounce | null;
  /** What the mailbox's server wrote of who it really came from: `spf=pass dkim=pass dmarc=pass`. */
  readonly proof: string | null;
}

export interface LetterFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** More than that of a text, of markup, of addresses, of what it answers or of files is not looked at. */
const most = { text: 200_000, html: 400_000, subject: 300, name: 200, addresses: 100, refers: 50, files: 50 } as const;
const limits = { maxNestingDepth: 40, maxHeadersSize: 500_000, maxRfc822NestingDepth: 2 } as const;

/** Reads a letter that anybody may have written. Throws for one no program can take apart. */
export async function readLetter(source: Buffer): Promise<ReadLetter> {
  const mail = await PostalMime.parse(source, { ...limits, rfc822Attachments: true });
  const html = mail.html ? sanitiseRichText(mail.html.slice(0, most.html)) : null;
  const bounce = findBounce(mail, source);
  return {
    ...{ messageId: idsIn(mail.messageId)[0] ?? null, refers: refersOf(mail) },
    ...{ from: mailboxesIn([mail.from ?? mail.sender])[0] ?? { name: '', address: '' } },
    ...{ to: mailboxesIn([...(mail.to ?? []), ...(mail.cc ?? [])]), at: momentOf(mail.date) },
    replyTo: mailboxesIn(mail.replyTo ?? [])[0]?.address ?? null,
    subject: oneLine(mail.subject ?? '').slice(0, most.subject),
    text: clean(mail.text?.trim() ? mail.text : plainTextOf(html ?? ''))
      .slice(0, most.text)
      .trim(),
    ...{ html: html === null ? null : clean(html).trim(), files: filesOf(mail), bounce },
    ...{ kind: bounce ? 'bounce' : isAutomatic(mail) ? 'automatic' : 'personal', proof: proofIn(mail) },
  };
}

/** Letters of machines say so (RFC 3834), and so do those of mailing lists. */
function isAutomatic(mail: Email): boolean {
  const automatic = headerOf(mail, 'auto-submitted').trim().toLowerCase();
  if (automatic !== '' && !automatic.startsWith('no')) return true;
  if (/^(bulk|list|junk|auto_reply)$/i.test(headerOf(mail, 'precedence').trim())) return true;
  return ['list-id', 'list-unsubscribe', 'x-autoreply', 'x-autorespond'].some((name) => headerOf(mail, name) !== '');
}

/** The nearest header is the one the mailbox's own server wrote on top. */
function proofIn(mail: Email): string | null {
  const found = headerOf(mail, 'authentication-results').matchAll(/\b(spf|dkim|dmarc)=([a-z]{2,12})\b/gi);
  const results = new Map<string, string>();
  for (const [, check = '', result = ''] of found)
    if (!results.has(check.toLowerCase())) results.set(check.toLowerCase(), result.toLowerCase());
  return results.size === 0 ? null : [...results].map(([check, result]) => `${check}=${result}`).join(' ');
}

/** The first of that name. */
function headerOf({ headers }: Email, name: string): string {
  return headers.find(({ key }) => key === name)?.value ?? '';
}

function refersOf({ inReplyTo, references }: Email): readonly string[] {
  // References begin with the oldest.
  return [...new Set([...idsIn(inReplyTo), ...idsIn(references).toReversed()])].slice(0, most.refers);
}

/** Message-IDs, without their brackets. */
function idsIn(text = ''): readonly string[] {
  return [...text.slice(0, 20_000).matchAll(/<([^<>\s]{1,250})>/g)].map(([, id = '']) => clean(id));
}

function mailboxesIn(addresses: readonly (Address | undefined)[]): readonly Mailbox[] {
  const all = addresses.flatMap((one) => (one?.group ? one.group : one ? [one] : []));
  return all
    .slice(0, most.addresses)
    .map(({ name, address }) => ({ name: oneLine(name).slice(0, most.name), address: (address ?? '').toLowerCase() }))
    .filter(({ address }) => isEmailAddress(address));
}

function filesOf({ attachments }: Email): readonly LetterFile[] {
  return attachments.slice(0, most.files).flatMap(({ filename, mimeType, content, related }, index) => {
    if (typeof content === 'string' || (related && !filename)) return [];
    const name = oneLine(filename ?? '').slice(0, most.name) || nameless(mimeType, index);
    return [{ name, content: new Uint8Array(content) }];
  });
}

function nameless(type: string, index: number): string {
  const ending = type === 'message/rfc822' ? 'eml' : (/^[a-z]+\/([a-z0-9]{1,8})$/.exec(type)?.[1] ?? 'bin');
  return `${index + 1}.${ending}`;
}

function momentOf(date: string | undefined): Date | null {
  const at = new Date(date ?? '');
  return Number.isNaN(at.getTime()) ? null : at;
}

/** What a database keeps, and no letter of text is. */
function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '').replace(/\p{Surrogate}/gu, '\ufffd');
}

function oneLine(text: string): string {
  return clean(text).replace(/\s+/g, ' ').trim();
}
