import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { APP_VERSION } from './compose.ts';

test('the cloud is told the version that the package carries', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(APP_VERSION).toBe(version);
});
