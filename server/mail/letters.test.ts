import { expect, test } from 'vitest';
import { languages } from '../../shared/nouns/metadata.ts';
import { accountChanges } from '../auth/tell-of-account.ts';
import { markupIn, polyglots } from '../testing/polyglots.ts';
import { personalLetter } from './letter-text.ts';
import { accountLetter, invitationLetter, noticeLetter, passwordResetLetter, testLetter } from './letters.ts';

/** What letters are made of. */
const ours = new Set([
  ...[
    '!doctype',
    'html',
    '@html',
    '@lang',
    'head',
    'meta',
    '@charset',
    'title',
    'body',
    '@style',
    'div',
    'p',
    'a',
    '@href',
    'br',
  ],
]);

test.each(polyglots)('no letter is more than a letter with %j in it', (evil) => {
  const url = 'https://crm.example.org/x#y';
  for (const language of languages) {
    const frame = { language, name: evil, workspace: evil };
    const letters = [
      testLetter(frame),
      invitationLetter({ ...frame, inviter: evil, url }),
      passwordResetLetter({ ...frame, email: evil, url }),
      ...accountChanges.map((kind) => accountLetter({ ...frame, kind, email: evil, address: evil })),
      noticeLetter({ ...frame, kind: 'shared', by: evil, title: evil, count: evil, url }),
      personalLetter(`${evil}\r\nBcc: all@evil.example`, evil, language),
    ];
    for (const { subject, html } of letters) {
      expect([...markupIn(html)].filter((one) => !ours.has(one))).toEqual([]);
      for (const [, href] of html.matchAll(/href="([^"]*)"/g)) expect(href).toBe(url);
      expect(subject).not.toMatch(/[\r\n]/);
    }
  }
});
