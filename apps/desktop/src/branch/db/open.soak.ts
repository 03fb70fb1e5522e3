import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sayFigure, soakSize } from '@fastops/shared/testing/soak';
import { readMigrations } from './migrate.ts';
import { openDatabase } from './open.ts';
import { unguardedIn } from './testing/guards.ts';

const TIMES_EACH = 3;

test('D3: file after file, new, opened again, and opened after it was used by another connection', () => {
  const files = soakSize(300);
  const wrong: string[] = [];
  for (let n = 0; n < files; n += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'branch-db-'));
    for (let time = 0; time < TIMES_EACH; time += 1) {
      const db = openDatabase({ file: join(folder, 'branch.db'), migrations: readMigrations(), driver: {}, allowOldSqlite: false });
      wrong.push(...unguardedIn(db));
      // What a setting of an earlier connection leaves in the file must not weaken the next one.
      db.pragma(time === 0 ? 'synchronous = OFF' : 'foreign_keys = OFF');
      db.close();
    }
    rmSync(folder, { recursive: true, force: true });
  }
  sayFigure({ id: 'D3', trials: files * TIMES_EACH, of: 'connections', bad: wrong.length, named: 'without a guard' });
  expect(wrong).toEqual([]);
});
