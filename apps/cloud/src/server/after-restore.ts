import { beginNewEpoch } from './db/new-epoch.ts';
import { openEngine } from './db/open.ts';
import { readEnv } from './env.ts';

// Run once after restoring the database from a backup, before the cloud is started on it; see docs/protocol.md.
const engine = await openEngine(readEnv().database);
const scopes = await beginNewEpoch(engine);
await engine.close();
process.stderr.write(`A new epoch for ${scopes} scopes: tills will offer again what this database does not have.\n`);
