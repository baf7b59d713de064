// Finds the mail server that tests of mailboxes are run against, and installs Debian's where that is permitted.
import { existsSync } from 'node:fs';
import { installWithApt, onPath } from './apt.mjs';

const server = '/usr/sbin/dovecot';
const packageName = 'dovecot-imapd';

/**
 * Sees that there is Dovecot: as root on a system with apt-get it is installed. Where there is none to be had one line says so: the
 * tests that need it are skipped.
 *
 * @param {(line: string) => void} say told what is going on, a line at a time
 */
export async function findOrInstallDovecot(say) {
  if (existsSync(server) || onPath(['dovecot'])) return;
  const without = 'the tests of mailboxes at a real server are skipped';
  if (process.getuid?.() !== 0 || !onPath(['apt-get'])) {
    say(`There is no Dovecot: ${without} (on Debian: sudo apt-get install ${packageName}).`);
    return;
  }
  say('Installing Dovecot ...');
  const reason = await installWithApt('Dovecot', packageName);
  if (reason) say(`${reason}\n${without}.`);
}
