import { z } from 'zod';

/** Of the package's shape; a later number is of a later Rapport. */
export const packageSchema = 1;

/** A configuration as it is carried from one installation to another: the items of each part by its name. */
export const configurationPackage = z
  .strictObject({
    format: z.literal('rapport-configuration'),
    schema: z.int().min(1),
    /** The version of Rapport that wrote it. */
    product: z.string().max(100),
    parts: z.record(z.string().max(60), z.array(z.record(z.string(), z.unknown())).max(20_000)),
  })
  .meta({ title: 'ConfigurationPackage' });
export type ConfigurationPackage = z.output<typeof configurationPackage>;
