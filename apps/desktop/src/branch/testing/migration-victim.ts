// A till of this version that opens a file of an older one, and closes.
import { join } from 'node:path';
import { readMigrations } from '../db/migrate.ts';
import { openDatabase } from '../db/open.ts';

const [folder = ''] = process.argv.slice(2);
openDatabase({ file: join(folder, 'branch.db'), migrations: readMigrations(), driver: {}, allowOldSqlite: false }).close();
