import { z } from 'zod';
import { plainText } from './text-schemas.ts';

/** Degrees north and east and a name; kept to six digits after the point, which is ten centimetres. */
export function locationInput(): z.ZodType {
  return z
    .strictObject({ latitude: degrees(90), longitude: degrees(180), label: plainText(200).nullish() })
    .transform(({ latitude, longitude, label }) => ({ latitude, longitude, ...(label ? { label } : {}) }));
}

function degrees(limit: number) {
  // Adding zero makes of minus zero what it is.
  return z
    .number()
    .min(-limit)
    .max(limit)
    .transform((value) => Number(value.toFixed(6)) + 0);
}
