import { describe, expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { useDatabase } from '../testing/database.ts';
import { signInLimits, throttled } from './throttle.ts';

const { control } = await useDatabase();
const wrong = new AppError(401, 'invalidEmailOrPassword');

/** Attempts of one account from one address; answers how each ended. */
async function attempt(account: string, address: string, outcome: 'right' | 'wrong' = 'wrong'): Promise<number> {
  const knock = () => (outcome === 'right' ? Promise.resolve(200) : Promise.reject(wrong));
  return throttled(control, { account, address }, knock).catch((error: AppError) => error.status);
}

async function attempts(count: number, account: string, address: string): Promise<number[]> {
  const outcomes = [];
  for (let turn = 0; turn < count; turn++) outcomes.push(await attempt(account, address));
  return outcomes;
}

/** Fills a count without the attempts. */
const age = (text: string) => control.query({ text });

describe('guessing', () => {
  test('one account from one address waits after five, and is told how long', async () => {
    expect(await attempts(6, 'ani@ararat.am', '192.0.2.1')).toEqual([401, 401, 401, 401, 401, 429]);
    const refused = throttled(control, { account: 'ani@ararat.am', address: '192.0.2.1' }, async () => 200);
    await expect(refused).rejects.toMatchObject({ status: 429, code: 'tooManyRequests' });
    const { params } = (await refused.catch((error) => error)) as AppError;
    expect(params.seconds).toBeGreaterThan(14 * 60);
    expect(params.seconds).toBeLessThanOrEqual(15 * 60);
  });

  test('begins anew when the time is over, and no sooner', async () => {
    await attempts(6, 'boris@ararat.am', '192.0.2.2');
    await age(`update sign_in_attempt set until = now() + interval '1 second'`);
    expect(await attempt('boris@ararat.am', '192.0.2.2', 'right')).toBe(429);
    await age(`update sign_in_attempt set until = now() - interval '1 second'`);
    expect(await attempts(6, 'boris@ararat.am', '192.0.2.2')).toEqual([401, 401, 401, 401, 401, 429]);
  });

  test('does not lengthen the wait by going on', async () => {
    await attempts(6, 'davit@ararat.am', '192.0.2.3');
    await age(`update sign_in_attempt set until = now() + interval '10 seconds'`);
    await attempts(3, 'davit@ararat.am', '192.0.2.3');
    const refused = await throttled(control, { account: 'davit@ararat.am', address: '192.0.2.3' }, async () => 1).catch(
      (error: AppError) => error,
    );
    expect((refused as AppError).params.seconds).toBeLessThanOrEqual(10);
  });

  test('many accounts from one address waits too, the right password of another included', async () => {
    const { attempts: most } = signInLimits.address;
    const waves = Array.from({ length: most }, (_, number) => attempt(`a${number}@ararat.am`, '192.0.2.4'));
    expect(new Set(await Promise.all(waves))).toEqual(new Set([401]));
    expect(await attempt('z@ararat.am', '192.0.2.4', 'right')).toBe(429);
    expect(await attempt('z@ararat.am', '192.0.2.5', 'right')).toBe(200);
  });

  test('one account from many addresses waits too', async () => {
    const { attempts: most } = signInLimits.account;
    const waves = Array.from({ length: most }, (_, number) => attempt('ceo@ararat.am', `203.0.113.${number}`));
    expect(new Set(await Promise.all(waves))).toEqual(new Set([401]));
    expect(await attempt('ceo@ararat.am', '198.51.100.200')).toBe(429);
    expect(await attempt('cfo@ararat.am', '198.51.100.200')).toBe(401);
  });

  test('many at once is counted one by one: none slips through', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => attempt('nune@ararat.am', '192.0.2.6')));
    expect(all.filter((status) => status === 401)).toHaveLength(5);
  });
});

describe('who gets in', () => {
  test('has their failures from there forgotten, and does not use up what the address may fail', async () => {
    await attempts(4, 'gor@ararat.am', '192.0.2.7');
    for (let turn = 0; turn < 60; turn++) expect(await attempt('gor@ararat.am', '192.0.2.7', 'right')).toBe(200);
    expect(await attempts(5, 'gor@ararat.am', '192.0.2.7')).toEqual([401, 401, 401, 401, 401]);
  });

  test('does not let a guesser of another account beside them begin anew', async () => {
    await attempts(5, 'victim@ararat.am', '192.0.2.8');
    expect(await attempt('mallory@ararat.am', '192.0.2.8', 'right')).toBe(200);
    expect(await attempt('victim@ararat.am', '192.0.2.8')).toBe(429);
  });

  test('is counted while something fails that is no wrong password: guessing must not go by way of errors', async () => {
    const broken = () => Promise.reject(new Error('the database is away'));
    for (let turn = 0; turn < 5; turn++) {
      await expect(throttled(control, { account: 'x@ararat.am', address: '192.0.2.9' }, broken)).rejects.toThrow(
        'away',
      );
    }
    expect(await attempt('x@ararat.am', '192.0.2.9', 'right')).toBe(429);
  });
});

describe('an address', () => {
  test.each([
    ['an IPv6 network however it is written', '2001:db8:1:2:aaaa::1', '2001:0DB8:0001:0002:bbbb:0:0:9'],
    ['one written short', '2001:db8::1', '2001:db8:0:0:1:2:3:4'],
    ['one with a zone', 'fe80::1%eth0', 'fe80::2%eth1'],
    ['the loopback', '::1', '::2'],
    ['IPv4 that comes as IPv6', '::ffff:192.0.2.9', '192.0.2.9'],
  ])('of %s counts once', async (_what, one, other) => {
    await age('delete from sign_in_attempt');
    await attempts(5, 'six@ararat.am', one);
    expect(await attempt('six@ararat.am', other)).toBe(429);
  });

  test.each([
    ['192.0.2.10', '192.0.2.11'],
    ['2001:db8:1:2::1', '2001:db8:1:3::1'],
    ['2001:db8::1', '2001:db8:0:1::1'],
    ['::ffff:192.0.2.10', '::ffff:192.0.2.11'],
  ])('%s is not %s', async (one, other) => {
    await age('delete from sign_in_attempt');
    await attempts(5, 'six@ararat.am', one);
    expect(await attempt('six@ararat.am', other)).toBe(401);
  });

  test('is kept by nobody: the table holds hashes', async () => {
    await attempt('private@ararat.am', '192.0.2.77');
    const rows = await control.query<{ text: string }>({ text: 'select a::text as text from sign_in_attempt a' });
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/private|192\.0\.2/);
  });
});
