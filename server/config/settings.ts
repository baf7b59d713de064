import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { mailSecurities } from '../../shared/mail/mail-server.ts';
import { readAllowance } from '../outgoing/allowance.ts';
import { exitCodes, OperatorError } from './operator-error.ts';
import { root } from './root.ts';

/**
 * Every setting of an installation, read from the environment at start. An empty variable counts as one not set. The
 * text of each check is what the operator reads, after the variable's name.
 */
const schema = z.object({
  /** The port to listen on. */
  PORT: wholeNumber(0, 65_535).default(3000),
  /** The address to listen on; `0.0.0.0` or `::` for every network the machine is on. */
  HOST: z.string().default('127.0.0.1'),
  /** A certificate with those that lead up to its authority, and its key, as PEM files: the server then speaks https itself. Both or neither. */
  TLS_CERT: z.string().optional(),
  TLS_KEY: z.string().optional(),
  /** Where people reach Rapport, e.g. behind a proxy; links in e-mails, and secure cookies when it is https. */
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://crm.example.org' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  /**
   * Whose X-Forwarded-* headers are believed: `false`, `true` (those of the one proxy in front; 2, 3 … of so many in a row), or those of
   * the addresses and networks named, comma separated. What a client wrote there itself, further left, is not.
   */
  TRUST_PROXY: z
    .string()
    .regex(
      /^(true|false|[1-9]|(?=[^,]*[.:])[\da-f.:/]+(\s*,\s*[\da-f.:/]+)*)$/i,
      'must be true, false, how many proxies there are in a row, or addresses such as 10.0.0.0/8,127.0.0.1',
    )
    .transform(readTrust)
    .default(false),
  /** A PostgreSQL of version 15 or newer to use; without it Rapport runs its own, in DATA_DIR. */
  DATABASE_URL: z
    .string()
    .refine(
      (url) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url),
      'must look like postgres://user:password@host:5432/database',
    )
    .optional(),
  /** Where data lives that belongs to this installation: its database, files, secret. */
  DATA_DIR: z
    .string()
    .transform((path) => resolve(path))
    .default(resolve(root, 'data')),
  /** Signs sessions. Made at the first start and kept in DATA_DIR; set the same on each of several servers. */
  SECRET: z.string().min(32, 'must have 32 characters at least').optional(),
  /** Secrets that SECRET took the place of, comma separated: what they sealed is still opened, until `rapport secret rotate`. */
  SECRET_OLD: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((one) => one.trim() || []))
    .refine((secrets) => secrets.every(({ length }) => length >= 32), 'must be secrets of 32 characters at least'),
  /** The largest file that may be attached, in megabytes. */
  FILE_LIMIT: wholeNumber(1, 10_000).default(100),
  /** A bucket to keep files in instead of DATA_DIR; with S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY. */
  S3_BUCKET: z.string().optional(),
  /** Where the bucket is, e.g. https://s3.example.org; without it, Amazon's S3_REGION. */
  S3_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must be an address such as https://s3.example.org' }).optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  /** Requests a second one account (or address, before sign-in) may make on average; ten times that in a burst. 0: no limit. */
  RATE_LIMIT: wholeNumber(0, 1_000_000).default(200),
  /**
   * Where Rapport's own requests (webhooks) may go besides the public internet: host names, addresses and networks, comma
   * separated. Without it nothing goes into a private network, to this machine or to a cloud's metadata service.
   */
  OUTGOING_ALLOW: z
    .string()
    .default('')
    .transform((text, issues) => {
      const allowance = readAllowance(text);
      if (allowance) return allowance;
      issues.addIssue({
        code: 'custom',
        message: 'must be hosts, addresses or networks such as hooks.office,10.20.0.0/16',
      });
      return z.NEVER;
    }),
  /** The name servers asked about domains of a company sign-in, comma separated (`192.0.2.1`, `192.0.2.1:5353`); the machine's own by default. */
  NAME_SERVERS: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((one) => one.trim() || []))
    .refine((servers) => servers.every(isNameServer), 'must be addresses such as 192.0.2.1 or 192.0.2.1:5353'),
  /** The mail server that letters are handed to, for every workspace that names none of its own. */
  SMTP_HOST: z.string().optional(),
  SMTP_PORT: wholeNumber(1, 65_535).default(587),
  /** How the connection is protected: `starttls` (port 587), `tls` (port 465), `none` inside a network of one's own. */
  SMTP_SECURITY: z.enum(mailSecurities, 'must be starttls, tls or none').default('starttls'),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  /** Whom letters come from, e.g. `Ararat Trade <crm@example.org>`. */
  SMTP_FROM: z
    .string()
    .transform((text, issues) => {
      const sender = readSender(text);
      if (sender) return sender;
      issues.addIssue({ code: 'custom', message: 'must be an address such as Ararat Trade <crm@example.org>' });
      return z.NEVER;
    })
    .optional(),
  /** How many of the backups that are made before each upgrade are kept, in DATA_DIR/backups. 0: none is made. */
  UPGRADE_BACKUPS: wholeNumber(0, 1000).default(3),
  /** Hours from one backup that the server makes by itself to the next, e.g. 24. 0: it makes none. */
  BACKUP_HOURS: wholeNumber(0, 24 * 31).default(0),
  /** Where they go; DATA_DIR/backups when absent. A folder on another disk survives the loss of this one. */
  BACKUP_DIR: z.string().optional(),
  /** A bucket they are carried to from there, by the S3_ settings unless these say otherwise; not the one of files. */
  BACKUP_BUCKET: z.string().optional(),
  BACKUP_S3_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://s3.example.org' })
    .optional(),
  BACKUP_S3_REGION: z.string().optional(),
  BACKUP_S3_ACCESS_KEY_ID: z.string().optional(),
  BACKUP_S3_SECRET_ACCESS_KEY: z.string().optional(),
  /** How many of them are kept. */
  BACKUPS_KEPT: wholeNumber(1, 10_000).default(7),
  /** How many hours old the newest good backup may be before owners are told; twice BACKUP_HOURS unless it is set. 0: never. */
  BACKUP_ALARM_HOURS: wholeNumber(0, 24 * 366).optional(),
  /** Days from one trial restore of the newest of them, into a database of its own, to the next, e.g. 7. 0: none. */
  BACKUP_TRIAL_DAYS: wholeNumber(0, 366).default(0),
  /** Seals every backup from now on; whoever restores one needs it. Keep it apart from the backups, and from this machine too. */
  BACKUP_KEY: z.string().min(32, 'must have 32 characters at least').optional(),
  /** What is logged: nothing below this level. */
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error'], 'must be trace, debug, info, warn or error')
    .default('info'),
});

export type Settings = Readonly<z.output<typeof schema>> & { readonly PUBLIC_URL: string };

/** Checks the environment. Throws OperatorError naming every variable at fault and what it should be. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new OperatorError(exitCodes.configuration, `${faults.join('; ')}.`);
  }
  const settings = result.data;
  if (settings.S3_BUCKET && !(settings.S3_ACCESS_KEY_ID && settings.S3_SECRET_ACCESS_KEY))
    throw new OperatorError(exitCodes.configuration, 'S3_BUCKET needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.');
  checkBackupBucket(settings);
  if (Boolean(settings.TLS_CERT) !== Boolean(settings.TLS_KEY))
    throw new OperatorError(exitCodes.configuration, 'TLS_CERT and TLS_KEY need each other.');
  if (settings.SMTP_HOST && !settings.SMTP_FROM)
    throw new OperatorError(exitCodes.configuration, 'SMTP_HOST needs SMTP_FROM, whom letters come from.');
  return { ...settings, PUBLIC_URL: settings.PUBLIC_URL ?? localUrl(settings, settings.PORT) };
}

/** What clears away files that nobody has any more must not come upon backups. */
function checkBackupBucket(settings: z.output<typeof schema>): void {
  const { BACKUP_BUCKET, S3_BUCKET, BACKUP_S3_ENDPOINT, S3_ENDPOINT } = settings;
  if (!BACKUP_BUCKET) return;
  const [id, key] = [settings.BACKUP_S3_ACCESS_KEY_ID, settings.BACKUP_S3_SECRET_ACCESS_KEY];
  if (!(id ?? settings.S3_ACCESS_KEY_ID) || !(key ?? settings.S3_SECRET_ACCESS_KEY))
    throw new OperatorError(
      exitCodes.configuration,
      'BACKUP_BUCKET needs BACKUP_S3_ACCESS_KEY_ID and BACKUP_S3_SECRET_ACCESS_KEY, or those of S3_.',
    );
  if (BACKUP_BUCKET === S3_BUCKET && (BACKUP_S3_ENDPOINT ?? S3_ENDPOINT) === S3_ENDPOINT)
    throw new OperatorError(exitCodes.configuration, 'BACKUP_BUCKET must be another bucket than S3_BUCKET.');
}

/** The address a browser on this machine finds the server at. */
export function localUrl(
  { HOST: host, TLS_CERT }: Pick<z.output<typeof schema>, 'HOST' | 'TLS_CERT'>,
  port: number,
): string {
  const local = ['127.0.0.1', '0.0.0.0', '::', '::1', 'localhost'].includes(host);
  const name = local ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `${TLS_CERT ? 'https' : 'http'}://${name}:${port}`;
}

/** The name and address of a sender; null where it is no address. */
function readSender(text: string): { readonly name: string; readonly address: string } | null {
  const [, name = '', inner] = /^([^<>]*?)\s*<([^<>]+)>$/.exec(text.trim()) ?? [];
  const address = z
    .email()
    .max(254)
    .safeParse((inner ?? text).trim());
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a line break would begin a header of its own
  if (!address.success || /[\u0000-\u001f]/.test(name)) return null;
  return { name: name.trim().replace(/^"(.*)"$/, '$1'), address: address.data };
}

function isNameServer(text: string): boolean {
  const [, bracketed, plain, port = '53'] = /^(?:\[([^\]]+)\]|([\d.]+))(?::(\d+))?$/.exec(text) ?? [];
  const address = bracketed ?? plain ?? text;
  return isIP(address) > 0 && Number(port) >= 1 && Number(port) <= 65_535;
}

function wholeNumber(least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d+$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message);
}

function readTrust(text: string): number | false | string[] {
  if (text === 'false') return false;
  if (text === 'true') return 1;
  if (/^\d$/.test(text)) return Number(text);
  return text.split(',').map((address) => address.trim());
}
