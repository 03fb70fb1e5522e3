import { expect, test } from 'vitest';
import { enrolLink } from './enrol-link.ts';

test('a scanned code holds address and code, and what is typed by hand is left as it is', () => {
  const link = 'fastops://enrol?cloud=https%3A%2F%2Fnube.example&code=abcd-efgh';
  expect(enrolLink(link)).toEqual({ serverUrl: 'https://nube.example', code: 'ABCD-EFGH' });
  const others = ['ABCD-EFGH', 'https://evil.test/?code=ABCD-EFGH', 'fastops://enrol?cloud=javascript:0&code=ABCD-EFGH', ''];
  expect(others.map(enrolLink)).toEqual([undefined, undefined, undefined, undefined]);
});
