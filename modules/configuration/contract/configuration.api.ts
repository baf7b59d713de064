import { z } from 'zod';
import { configurationPackage } from '../../../shared/configuration/package.ts';
import { defineEndpoint } from '../../../shared/contract/endpoint.ts';
import { integerParam } from '../../../shared/contract/query-params.ts';

const text = z.union([z.string(), z.record(z.string(), z.string())]);

const told = {
  part: z.string(),
  key: z.string(),
  label: text,
  /** The noun it is about. */
  noun: z.string().optional(),
  act: z.enum(['add', 'change', 'retire']),
  differences: z.array(z.strictObject({ path: z.string(), from: z.unknown().optional(), to: z.unknown().optional() })),
};
const change = z.strictObject(told).meta({ title: 'ConfigurationChange' });
export type ConfigurationChange = z.output<typeof change>;

const planned = z
  .strictObject({
    ...told,
    /** Why it can not be had; null where nothing stands against it. */
    problem: z.strictObject({ code: z.string(), params: z.record(z.string(), z.unknown()) }).nullable(),
  })
  .meta({ title: 'PlannedConfigurationChange' });
export type PlannedChangeAnswer = z.output<typeof planned>;

const version = z
  .strictObject({
    number: z.int(),
    at: z.string(),
    member: z.strictObject({ id: z.guid(), label: z.string().optional() }).nullable(),
    through: z.string(),
    changes: z.array(change),
  })
  .meta({ title: 'ConfigurationVersion' });
export type ConfigurationVersionAnswer = z.output<typeof version>;

const versionParam = integerParam({ min: 1, max: 2_000_000_000 });

/** What is to be left out: part and key of a change, with a space between. */
const without = z.array(z.string().max(300)).max(20_000).optional();

/** What is to be brought in: a package, an earlier version of this workspace, or one version's changes taken back. */
const source = z
  .union([
    z.strictObject({
      package: configurationPackage,
      without,
      /** Makes what is there as the package has it, where it was changed since; what only the workspace has stays. */
      restore: z.literal(true).optional(),
    }),
    z.strictObject({ version: z.int().min(1), without }),
    z.strictObject({ undo: z.int().min(2), without }),
    /** What was changed in the sandbox. */
    z.strictObject({ sandbox: z.literal(true), without }),
  ])
  .meta({ title: 'ConfigurationSource' });
export type ConfigurationSource = z.output<typeof source>;

export const listConfigurationVersions = defineEndpoint({
  name: 'configuration.versions',
  summary: 'Who changed what of this workspace’s configuration, the newest first; for owners',
  method: 'GET',
  path: '/configuration/versions',
  query: z.strictObject({ before: versionParam.optional(), limit: integerParam({ min: 1, max: 100 }).default(30) }),
  response: z.strictObject({ items: z.array(version), next: z.int().nullable() }),
});

export const compareConfigurationVersions = defineEndpoint({
  name: 'configuration.differences',
  summary: 'What differs between two versions of the configuration; for owners',
  method: 'GET',
  path: '/configuration/differences',
  /** Without `to`: as it is now. */
  query: z.strictObject({ from: versionParam, to: versionParam.optional() }),
  response: z.strictObject({ changes: z.array(change) }),
  errors: ['notFound'],
});

export const exportConfiguration = defineEndpoint({
  name: 'configuration.export',
  summary: 'The configuration as a package for another installation; for owners',
  method: 'GET',
  path: '/configuration/package',
  query: z.strictObject({ version: versionParam.optional() }),
  response: configurationPackage,
  errors: ['notFound'],
});

export const previewConfiguration = defineEndpoint({
  name: 'configuration.preview',
  summary: 'What bringing a package or earlier version in would change, and what of it can not be; for owners',
  method: 'POST',
  path: '/configuration/preview',
  body: source,
  response: z.strictObject({ changes: z.array(planned) }),
  errors: ['notFound', 'packageTooNew'],
});

export const applyConfigurationSource = defineEndpoint({
  name: 'configuration.apply',
  summary: 'Bring a package or earlier version in: all of it or nothing; for owners',
  method: 'POST',
  path: '/configuration/apply',
  body: source,
  response: z.strictObject({ changes: z.array(change) }),
  errors: ['notFound', 'packageTooNew', 'configurationConflict'],
});
