import { expect, test } from 'vitest';
import { damageFiles, tellDamage } from './testing/damaged-files.ts';
import { chanceOf } from './testing/power-cut/power-cuts.ts';

const FILES = 20;

test('D7: a damaged page is found before the next sale, the file is kept, and the till is rebuilt from its copy and the cloud', async () => {
  const found = await damageFiles(FILES, chanceOf(Date.now()));
  tellDamage(found);
  expect(found).toMatchObject({ visible: FILES, missed: 0, overwritten: 0, lost: 0, unsellable: 0 });
}, 120_000);
