import type { OpenGround } from './ground.ts';

/** An option as `--name VALUE` (string) or `--name` (boolean). */
export interface Option {
  readonly type: 'string' | 'boolean';
  /** One line for the help. */
  readonly summary: string;
  /** What stands for the value in the help, e.g. FILE. */
  readonly value?: string;
  readonly required?: boolean;
  readonly default?: string | boolean;
}

export type Options = Readonly<Record<string, Option>>;

export type Values<O extends Options> = {
  readonly [K in keyof O]: O[K]['type'] extends 'boolean'
    ? boolean
    : O[K] extends { required: true } | { default: string }
      ? string
      : string | undefined;
};

/** Where a command speaks: results on stdout, everything else on stderr. */
export interface Output {
  /** The outcome: `data` as one line of JSON with --json, else `text`. */
  result(data: object, text: string): void;
  /** What is going on; for people, so silent with --json. */
  progress(line: string): void;
}

export interface Call<O extends Options = Options> {
  readonly values: Values<O>;
  /** One per name in `positionals`. */
  readonly positionals: readonly string[];
  readonly output: Output;
  readonly open: OpenGround;
}

/** What `rapport <name> …` does: the default export of a file in server/cli/commands. */
export interface Command<O extends Options = Options> {
  /** One word, or two such as `user reset`. */
  readonly name: string;
  readonly summary: string;
  /** Names of the arguments before the options, e.g. FILE. All are required. */
  readonly positionals?: readonly string[];
  readonly options?: O;
  /** Throws OperatorError for what the caller can mend; an exit code other than 0 may also be returned. */
  run(call: Call<O>): Promise<number | undefined>;
}

export function defineCommand<const O extends Options>(command: Command<O>): Command {
  return command as unknown as Command;
}
