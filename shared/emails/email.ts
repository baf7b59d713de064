/** Whether the text is one e-mail address, as people use them: Unicode allowed, quoted local parts and bare hosts not. */
export function isEmailAddress(text: string): boolean {
  return text.length <= 254 && pattern.test(text) && !text.includes('..') && !/^\.|\.@/.test(text);
}

/** The addresses in a cell or a header line: "a@b.org; Anna <c@d.org>". The rest of the text is passed over. */
export function findEmailAddresses(text: string): string[] {
  const words = text.split(/[\s,;<>"()]+/u).map((word) => word.replace(/^mailto:/i, '').replace(/\.$/, ''));
  return [...new Set(words.filter(isEmailAddress))];
}

const pattern =
  /^[^\s@"<>(),;:\\[\]]{1,64}@([\p{L}\p{N}]([\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{M}\p{N}-]{2,}$/u;
