import { describe, expect, it } from 'vitest';
import { readVersion, versionTag } from './record-version.ts';

describe('a version in If-Match', () => {
  it('is what ETag said, also where a proxy has weakened it', () => {
    expect(readVersion(versionTag(17))).toBe(17);
    expect(readVersion('W/"17"')).toBe(17);
  });

  it('may be absent or any', () => {
    expect([readVersion(undefined), readVersion('*')]).toEqual([undefined, undefined]);
  });

  it.each(['17', '""', '"a"', '"1", "2"', '"99999999999"'])('is refused as %s', (header) => {
    expect(() => readVersion(header)).toThrowError(expect.objectContaining({ status: 400, code: 'badVersion' }));
  });
});
