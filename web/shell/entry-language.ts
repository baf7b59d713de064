import { type Language, languages } from '../../shared/nouns/metadata.ts';
import { request } from './request.ts';

let picked: Language | null = null;

/** Notes what somebody chose on a page before they are inside: that they meant it for what comes. */
export function pickAtEntrance(language: Language): void {
  picked = language;
}

/** As `pickAtEntrance`, once: whoever comes next at this browser has picked nothing. */
export function takePicked(): Language | null {
  const taken = picked;
  picked = null;
  return taken;
}

interface Known {
  /** On the way in, this time. */
  readonly picked: Language | null;
  /** By the member themselves, on whichever device. */
  readonly own: Language | null;
  /** In this browser, by whoever used it last. */
  readonly remembered: Language | null;
  readonly workspace: Language;
}

/** The language somebody is met in who has just signed in, and whether it is to become their own. */
export function languageAtEntry({ picked: just, own, remembered, workspace }: Known) {
  return { language: just ?? own ?? remembered ?? workspace, becomesTheirs: just !== null && just !== own };
}

/** What the member chose; null for nothing, and where they may not read it. */
export async function findOwnLanguage(memberId: string): Promise<Language | null> {
  const answer = await request<{ language?: string | null }>(
    'GET',
    `/api/v1/members/${memberId}?fields=language`,
  ).catch(
    // Who is met in another language than their own is inside all the same.
    () => ({ language: null }),
  );
  return languages.find((one) => one === answer.language) ?? null;
}

/** Letters are written in it too, and other devices meet them in it. */
export const keepOwnLanguage = (language: Language) => request('PUT', '/api/v1/session/language', { language });
