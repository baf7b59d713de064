import { expect, it } from 'vitest';
import { clockText } from './clock-text.ts';

it.each([
  [0, '0:00'],
  [9.9, '0:09'],
  [245, '4:05'],
  [3600, '1:00:00'],
  [3_750, '1:02:30'],
])('%s seconds are %s', (seconds, text) => expect(clockText(seconds)).toBe(text));
