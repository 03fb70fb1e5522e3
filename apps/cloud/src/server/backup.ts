import { createReadStream, createWriteStream, renameSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { connectPostgres } from './db/connect-postgres.ts';
import { copyIn, copyOut } from './db/row-copy.ts';
import { beginNewEpoch } from './db/new-epoch.ts';
import { migrate, readMigrations } from './db/migrate.ts';
import { readEnv } from './env.ts';

// Writes every row of one moment into a file, or fills an empty database from such a file; see docs/operations.md.
//   node apps/cloud/src/server/backup.ts save FILE.ndjson.gz
//   node apps/cloud/src/server/backup.ts restore FILE.ndjson.gz [COMPANY]
const [what, file, companyId] = process.argv.slice(2);
const { database } = readEnv();
if (database.kind !== 'postgres' || database.ownerUrl === undefined || file === undefined || (what !== 'save' && what !== 'restore'))
  throw new Error('usage: backup.ts save|restore FILE [COMPANY], with DATABASE_URL and DATABASE_OWNER_URL');
const engine = connectPostgres({ url: database.url, ownerUrl: database.ownerUrl, max: 1 });
try {
  if (what === 'save') {
    // Under another name until it is whole: a file with the right name is one that can be restored.
    const zip = createGzip();
    const written = pipeline(zip, createWriteStream(`${file}.part`, { mode: 0o600, flush: true }));
    await copyOut(engine, (line) => new Promise((resolve, reject) => zip.write(line, (error) => (error ? reject(error) : resolve()))));
    zip.end();
    await written;
    renameSync(`${file}.part`, file);
    process.stderr.write(`Saved to ${file}.\n`);
  } else {
    await migrate(engine, readMigrations(), database.appRole);
    const rows = await copyIn(engine, createReadStream(file).pipe(createGunzip()), companyId);
    const scopes = await beginNewEpoch(engine);
    process.stderr.write(
      `${rows} rows restored; a new epoch for ${scopes} scopes: tills will offer again what this database does not have.\n`,
    );
  }
} finally {
  await engine.close();
}
