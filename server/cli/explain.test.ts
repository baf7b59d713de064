import { describe, expect, test } from 'vitest';
import { AppError, invalidField } from '../../shared/errors.ts';
import { exitCodes, OperatorError } from '../config/operator-error.ts';
import { explainError } from './explain.ts';

const system = (code: string, path?: string) => Object.assign(new Error(`${code}: went wrong`), { code, path });

describe('what went wrong is told in one line with an exit code that means something', () => {
  test.each([
    [
      'what an operator can mend',
      new OperatorError(exitCodes.busy, 'Port 3000\n is in use'),
      75,
      'Port 3000 is in use',
    ],
    ['a full disk', system('ENOSPC', '/backup/x'), 74, 'The disk is full (/backup/x): make room, then try again.'],
    ['a used up quota', system('EDQUOT'), 74, 'The disk is full: make room, then try again.'],
    ['a full disk of the database', system('53100'), 74, 'The disk is full: make room, then try again.'],
    ['a file of somebody else', system('EACCES', '/backup/x'), 77, '/backup/x may not be used by this user (EACCES)'],
    ['a disk nobody may write', system('EROFS', '/backup/x'), 77, '/backup/x may not be used by this user (EROFS)'],
    ['a file that is not there', system('ENOENT', '/backup/x'), 66, '/backup/x is not there'],
    ['a folder in place of a file', system('EISDIR', '/backup'), 66, 'not what it should be (EISDIR)'],
    ['a file in place of a folder', system('EEXIST', '/data'), 66, 'not what it should be (EEXIST)'],
    ['a value that is refused', invalidField('email', 'notAnEmail'), 65, 'invalid email (notAnEmail)'],
    ['a rule that says no', new AppError(409, 'lastOwner', { name: 'Armen' }), 65, 'lastOwner {"name":"Armen"}'],
  ])('%s', (_what, error, exitCode, line) => {
    const explained = explainError(error);
    expect(explained).toMatchObject({ exitCode });
    expect(explained.message).toContain(line);
    expect(explained.message).not.toContain('\n');
    expect(explained.stack).toBeUndefined();
  });

  test('and with a stack only where nobody foresaw it', () => {
    expect(explainError(new TypeError('x is\nnot a function'))).toEqual({
      exitCode: 1,
      message: 'Something unforeseen went wrong: x is not a function',
      stack: expect.stringContaining('explain.test.ts'),
    });
    expect(explainError('thrown text')).toEqual({
      exitCode: 1,
      message: 'Something unforeseen went wrong: thrown text',
      stack: undefined,
    });
    expect(explainError(system('ENOENT')).exitCode).toBe(1);
  });
});
