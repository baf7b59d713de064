import { accessDdl } from '../access-log/access-ddl.ts';
import { bulkDdl } from '../bulk/bulk-ddl.ts';
import { changeDdl } from '../changes/change-ddl.ts';
import { workDdl } from '../computed/work.repository.ts';
import { fileDdl } from '../files/file.repository.ts';
import { idempotencyDdl } from '../http/idempotency.repository.ts';
import { fieldUseDdl } from '../indexes/field-use.repository.ts';
import { letterDdl } from '../mail/letter-ddl.ts';
import { mergeDdl } from '../merging/merge-ddl.ts';
import { presenceDdl } from '../presence/presence.repository.ts';
import { changeErasureDdl } from '../privacy/erase-changes.ts';
import { numberCounterDdl } from '../records/autonumber.ts';
import { sealDdl } from '../seals/seal-ddl.ts';
import { shareDdl } from '../sharing/share.repository.ts';
import { appearanceDdl } from './appearance.repository.ts';
import { customFieldDdl } from './custom-field.repository.ts';
import { customNounDdl } from './custom-noun.repository.ts';
import { fieldSettingDdl } from './field-setting.repository.ts';
import { layoutDdl } from './layout.repository.ts';
import { nounNamesDdl } from './noun-names.repository.ts';
import type { Registry } from './registry.ts';

/** Idempotent SQL, run in a workspace's schema before the nouns' tables are compared. */
export type WorkspaceDdl = readonly string[];

/** The tables of a workspace that are no nouns: the platform's own, and what modules keep besides their nouns. */
export function platformDdl(registry: Registry): WorkspaceDdl {
  return [
    ...changeDdl,
    ...changeErasureDdl,
    ...accessDdl,
    ...sealDdl,
    ...idempotencyDdl,
    ...presenceDdl,
    ...bulkDdl,
    ...customFieldDdl,
    ...customNounDdl,
    ...fieldSettingDdl,
    ...fieldUseDdl,
    ...numberCounterDdl,
    ...workDdl,
    ...fileDdl,
    ...layoutDdl,
    ...appearanceDdl,
    ...letterDdl,
    ...nounNamesDdl,
    ...shareDdl,
    ...mergeDdl,
    ...registry.modules.flatMap((module) => module.ddl ?? []),
  ];
}
