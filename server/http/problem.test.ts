import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { toAppError, toProblem } from './problem.ts';

const databaseError = (code: string, more: object = {}) => Object.assign(new Error(`error ${code}`), { code, ...more });

describe('what the database refuses', () => {
  it('by a unique index names the field, never the value', () => {
    const detail = 'Key (external_id)=(secret-17) already exists.';
    const error = toAppError(databaseError('23505', { detail }));
    expect([error.status, error.code, error.fields]).toEqual([
      409,
      'duplicate',
      [{ path: 'externalId', code: 'duplicate' }],
    ]);
    expect(JSON.stringify(toProblem(error, 'r'))).not.toContain('secret');
  });

  it('by a unique index over an expression names its field', () => {
    const error = toAppError(databaseError('23505', { detail: 'Key (lower(name))=(ararat) already exists.' }));
    expect(error.fields).toEqual([{ path: 'name', code: 'duplicate' }]);
  });

  it('by a foreign key tells a missing target from a record in use', () => {
    const missing = databaseError('23503', { detail: 'Key (company_id)=(1) is not present in table "companies".' });
    expect(toAppError(missing)).toMatchObject({ status: 422, fields: [{ path: 'companyId', code: 'missingTarget' }] });
    const used = databaseError('23503', { detail: 'Key (id)=(1) is still referenced from table "deals".' });
    expect(toAppError(used)).toMatchObject({ status: 409, code: 'referenced' });
  });

  it.each([
    ['23502', { column: 'closed_on' }, 422, 'invalid', [{ path: 'closedOn', code: 'required' }]],
    ['22003', {}, 422, 'invalid', [{ path: '', code: 'tooLarge' }]],
    ['22021', {}, 422, 'invalid', [{ path: '', code: 'invalidCharacter' }]],
    ['22P05', {}, 422, 'invalid', [{ path: '', code: 'invalidCharacter' }]],
    ['22P02', {}, 422, 'invalid', [{ path: '', code: 'wrongFormat' }]],
    ['22008', {}, 422, 'invalid', [{ path: '', code: 'notADate' }]],
    ['55P03', {}, 409, 'busy', []],
    ['40P01', {}, 409, 'busy', []],
    ['57014', {}, 503, 'timeout', []],
    ['57P01', {}, 503, 'unavailable', []],
    ['08006', {}, 503, 'unavailable', []],
    ['ECONNREFUSED', { syscall: 'connect' }, 503, 'unavailable', []],
  ])('by %s is told in our words', (code, more, status, ours, fields) => {
    expect(toAppError(databaseError(code, more))).toMatchObject({ status, code: ours, fields });
  });

  it.each(['42P01', '42601', '42501', 'XX000', 'ENOENT'])('by %s is our fault', (code) => {
    expect(toAppError(databaseError(code))).toMatchObject({ status: 500, code: 'internal' });
  });
});

it('an error of ours passes as it is', () => {
  const error = new AppError(418, 'teapot');
  expect(toAppError(error)).toBe(error);
});

it('what a schema refuses inside a service is the caller’s input too', () => {
  const { error } = z.strictObject({ name: z.string() }).safeParse({ name: 1 });
  expect(toAppError(error)).toMatchObject({
    status: 422,
    code: 'invalid',
    fields: [{ path: 'name', code: 'notAText' }],
  });
});

it('a client error of the transport keeps its status, one of the server’s does not', () => {
  expect(toAppError(Object.assign(new Error(), { statusCode: 431 }))).toMatchObject({
    status: 431,
    code: 'badRequest',
  });
  expect(toAppError(Object.assign(new Error(), { statusCode: 502 }))).toMatchObject({ status: 500, code: 'internal' });
});
