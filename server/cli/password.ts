import { randomInt } from 'node:crypto';
import { text } from 'node:stream/consumers';

export interface GivenPassword {
  readonly password: string;
  /** Nobody knows it yet: it has to be shown. */
  readonly made: boolean;
}

/** The first line of standard input, or a password made here: arguments are seen by everybody on the machine. */
export async function choosePassword(fromInput: boolean): Promise<GivenPassword> {
  if (!fromInput) return { password: makePassword(), made: true };
  const [line = ''] = (await text(process.stdin)).split(/\r?\n/, 1);
  return { password: line, made: false };
}

/** Letters and digits that can not be taken for one another; 20 of them are 97 random bits. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

function makePassword(): string {
  const groups = Array.from({ length: 4 }, () =>
    Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join(''),
  );
  return groups.join('-');
}
