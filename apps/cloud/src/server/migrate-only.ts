import { connectPostgres } from './db/connect-postgres.ts';
import { migrate, readMigrations } from './db/migrate.ts';
import { readEnv } from './env.ts';

// A step of its own in a deployment, before the new servers start and while the old ones still answer; see docs/operations.md.
const { database } = readEnv();
if (database.kind !== 'postgres' || database.ownerUrl === undefined)
  throw new Error('DATABASE_URL and DATABASE_OWNER_URL say which database is migrated, and as whom');
const engine = connectPostgres({ url: database.url, ownerUrl: database.ownerUrl, max: 1 });
await migrate(engine, readMigrations(), database.appRole);
await engine.close();
process.stderr.write(`The database has every step up to ${readMigrations().at(-1)?.name ?? 'none'}.\n`);
