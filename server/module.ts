import type { Noun } from '../shared/nouns/noun.ts';
import type { RoleRights } from '../shared/nouns/role-rights.ts';
import type { Policy } from './access/policy.ts';
import type { Sharing } from './access/sharing.ts';
import type { FindStanding } from './auth/identity.ts';
import type { Listener } from './changes/change.ts';
import type { Witness } from './changes/witness.ts';
import type { Command } from './cli/command.ts';
import type { RateSource } from './computed/rates.ts';
import type { SealedColumn } from './config/sealed-column.ts';
import type { ConfigurationPart } from './configuration/part.ts';
import type { Context, PortalClient, TransactionContext } from './context.ts';
import type { Queryable } from './db/database.ts';
import type { PublicPage } from './http/public-page.ts';
import type { Route } from './http/route.ts';
import type { Job } from './jobs/job.ts';
import type { MailServer } from './mail/mail-server.ts';
import type { Tool } from './mcp/tool.ts';
import type { FilterColumn } from './metadata/carry-names.ts';
import type { Erased } from './privacy/erased.ts';
import type { Rules } from './records/rules.ts';

/** What a module offers the server: the default export shape of `modules/<module>/server/index.ts`. */
export interface ServerModule {
  /** The folder's; what its nouns, fields, options and errors are called is found in `modules/<name>/locales`. */
  readonly name: string;
  readonly nouns?: readonly Noun[];
  readonly policies?: readonly Policy[];
  readonly rules?: readonly Rules[];
  readonly routes?: readonly Route[];
  /** Pages open to everybody, drawn by the server. */
  readonly pages?: readonly PublicPage[];
  readonly listeners?: readonly Listener[];
  /** What happens in the very transaction of a change. */
  readonly witnesses?: readonly Witness[];
  readonly jobs?: readonly Job[];
  /** Names of what it logs that are no records: streams tell everybody that something of them changed, never what. */
  readonly told?: readonly string[];
  /** As `told`, but each change is one member's alone, whose id it bears: nobody else is told. */
  readonly toldAlone?: readonly string[];
  /** Idempotent SQL of tables of the module's own besides its nouns, run in each workspace's schema. */
  readonly ddl?: readonly string[];
  /**
   * A condition in SQL on what the module keeps besides records, about whoever asks (`who.member`, null for none): whether they have
   * any use for its pages, which are out of sight until then.
   */
  readonly inUse?: string;
  /** What is to be looked after in each workspace once a day; more often does no harm. */
  readonly everyDay?: (ctx: Context) => Promise<void>;
  /** Columns of tables of its own that hold what `sealerOf` sealed. */
  readonly sealed?: readonly SealedColumn[];
  /** What tables of its own keep of these records, for the file of everything that is held about a person. */
  readonly held?: (ctx: Context, ids: readonly string[]) => Promise<readonly object[]>;
  /** Takes out of tables of its own what they say of records that are erased, in the erasing transaction. */
  readonly forget?: (tx: TransactionContext, erased: Erased) => Promise<void>;
  /** What the command line offers of the module. */
  readonly commands?: readonly Command[];
  /** What assistants may do with the module's nouns besides what they may with any. */
  readonly tools?: readonly Tool[];
  /** Columns (jsonb) where it keeps filters: they are written over where an upgrade makes records of what was a text. */
  readonly filterColumns?: readonly FilterColumn[];
  /** What of the workspace's configuration the module keeps: in versions, packages and presets. */
  readonly configuration?: readonly ConfigurationPart[];
  /** The fields that what the module keeps asks for (a saved view's filter and order): added ones keep their indexes. */
  readonly fieldsInUse?: (db: Queryable) => Promise<readonly { readonly noun: string; readonly field: string }[]>;
  /** Where rates of exchange are kept, for sums of several currencies; one module has them. */
  readonly rates?: RateSource;
  /** The server of a mailbox that letters go out from, by the mailbox's id; one module keeps the mailboxes. Null where it names none. */
  readonly findSender?: (ctx: Context, mailbox: string) => Promise<MailServer | null>;
  /** The client whose portal session a request brings, in the workspace of `ctx`; null where there is none that is good. One module keeps them. */
  readonly findClient?: (ctx: Context, cookies: string | undefined) => Promise<PortalClient | null>;
  /** How a member stands; one module owns the members. */
  readonly findStanding?: FindStanding;
  /** The workspace's own roles; one module keeps them. None where the schema is older than they are. */
  readonly listRoles?: (db: Queryable) => Promise<readonly RoleRights[]>;
  /** Asks for what looks at reading to be done soon, after what was read was written down. */
  readonly afterReading?: (ctx: TransactionContext) => Promise<void>;
  /** Tells a member, where no letter can, that how they sign in was changed. */
  readonly tellOfAccount?: (ctx: TransactionContext, member: string) => Promise<void>;
  /** Tells owners that backups need attention: none is new enough, or the newest could not be restored. */
  readonly tellOfBackups?: (ctx: Context) => Promise<void>;
  /** Its rules of sharing and its territories; the same module keeps them. */
  readonly listSharing?: (db: Queryable) => Promise<Pick<Sharing, 'rules' | 'territories'>>;
  /** Fills a new workspace with what the module can not do without (a first pipeline), in the creating transaction. */
  setUp?(ctx: TransactionContext): Promise<void>;
}
