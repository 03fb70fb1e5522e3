import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SERVER_VERSION } from './sync.service.ts';

// Under a version that doesn't move, nothing that was set aside would be read again after an upgrade.
test('facts set aside are tried once per version of the package', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'));
  expect(SERVER_VERSION).toBe(version);
});
