import type { Log } from './log.ts';

const levels = {
  trace: 10,
  debug: 20,
  info: 30,
  warn: 40,
  error: 50,
  fatal: 60,
  silent: Number.POSITIVE_INFINITY,
} as const;
export type LogLevel = keyof typeof levels;
type Write = (first: unknown, message?: string) => void;

/** A logger that Fastify takes as its own: every level, and children with details of their own. */
export interface Logger extends Log {
  level: LogLevel;
  trace: Write;
  debug: Write;
  info: Write;
  warn: Write;
  error: Write;
  fatal: Write;
  silent: Write;
  child(details: object): Logger;
}

/** Writes one JSON object a line with `level`, `time` (ISO 8601) and `message`; errors as `error` with their stack. */
export function createLogger(level: LogLevel, write = writeOut, details: object = {}): Logger {
  const at = (name: LogLevel): Write => {
    return (first, message) => {
      if (levels[name] < levels[logger.level] || name === 'silent') return;
      const time = new Date().toISOString();
      write(`${JSON.stringify({ level: name, time, ...details, ...describe(first, message) })}\n`);
    };
  };
  const logger: Logger = {
    level,
    trace: at('trace'),
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    fatal: at('fatal'),
    silent: at('silent'),
    child: (more) => createLogger(logger.level, write, { ...details, ...more }),
  };
  return logger;
}

function writeOut(line: string): void {
  process.stdout.write(line);
}

function describe(first: unknown, message: string | undefined): object {
  if (typeof first === 'string') return { message: first };
  if (first instanceof Error) return { message: message ?? first.message, error: describeError(first) };
  const entries = Object.entries((first ?? {}) as object).map(([key, value]) => [key, plain(value)]);
  return { message, ...Object.fromEntries(entries) };
}

function plain(value: unknown): unknown {
  if (value instanceof Error) return describeError(value);
  return typeof value === 'bigint' ? String(value) : value;
}

/** PostgreSQL's `detail` quotes rows, so it stays out. */
function describeError(error: Error): object {
  const { code } = error as { code?: unknown };
  return { name: error.name, message: error.message, code, stack: error.stack };
}
