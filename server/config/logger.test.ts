import { expect, test } from 'vitest';
import { createLogger, type LogLevel } from './logger.ts';

function listen(level: LogLevel, details?: object) {
  const lines: string[] = [];
  const logger = createLogger(level, (line) => void lines.push(line), details);
  return { logger, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
}

test('a line is one object of JSON with level, time and message', () => {
  const { logger, lines, last } = listen('info');
  logger.info('ready\nor "not"');
  expect(lines[0]).toMatch(/^\{.*\}\n$/);
  expect(lines[0]?.trimEnd()).not.toContain('\n');
  expect(last()).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    message: 'ready\nor "not"',
  });
});

test('what lies below the level is not written, and nothing is above silent', () => {
  const { logger, lines } = listen('warn');
  for (const level of ['trace', 'debug', 'info', 'silent'] as const) logger[level]('unheard');
  expect(lines).toEqual([]);
  logger.level = 'silent';
  for (const level of ['warn', 'error', 'fatal'] as const) logger[level]('unheard');
  expect(lines).toEqual([]);
  logger.level = 'trace';
  for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const) logger[level]('heard');
  expect(lines).toHaveLength(6);
});

test('an error is told with its code and where it came from, and never with the row PostgreSQL quotes', () => {
  const { logger, last, lines } = listen('info');
  const error = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (email)=(ani@ararat.am)' });
  logger.error({ error, requestId: 'r-1' }, 'A write failed');
  expect(last()).toMatchObject({
    message: 'A write failed',
    requestId: 'r-1',
    error: { name: 'Error', message: 'duplicate key', code: '23505', stack: expect.stringContaining('logger.test') },
  });
  logger.error(error);
  expect(last()).toMatchObject({ message: 'duplicate key', error: { code: '23505' } });
  expect(lines.join()).not.toContain('ani@ararat.am');
});

test('details of any kind are written, numbers beyond measure too', () => {
  const { logger, last } = listen('info');
  logger.info({ rows: 9007199254740993n, nothing: null, list: [1] }, 'Done');
  expect(last()).toMatchObject({ rows: '9007199254740993', nothing: null, list: [1], message: 'Done' });
});

test('a child adds its details to those of its parent', () => {
  const { logger, last } = listen('info', { pid: 7 });
  logger.child({ requestId: 'r-2' }).warn({ route: '/deals' }, 'Slow');
  expect(last()).toMatchObject({ level: 'warn', pid: 7, requestId: 'r-2', route: '/deals', message: 'Slow' });
});
