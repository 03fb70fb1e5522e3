import { expect, test } from 'vitest';
import { soakSize } from '@fastops/shared/testing/soak';
import { UNBROKEN } from './testing/file-oracles.ts';
import { drillRestores, tellDrill } from './testing/restore-drill.ts';

test('D9: every copy of a till that is ringing up is whole and goes on selling', async () => {
  const copies = soakSize(200);
  const found = await drillRestores(copies);
  tellDrill(copies, found);
  expect(found).toMatchObject({ broken: UNBROKEN, useless: 0 });
});
