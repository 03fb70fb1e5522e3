import { openEngine } from './db/open.ts';
import { readEnv } from './env.ts';
import { auditEverything } from './modules/sync/audit.service.ts';

// For a nightly timer, beside the running cloud; see docs/protocol.md. Ends with 1 and a line for each breach when something is wrong.
const engine = await openEngine(readEnv().database);
const { companies, breaches } = await auditEverything(engine);
await engine.close();
for (const { companyId, invariant, detail } of breaches) process.stdout.write(`${companyId}\t${invariant}\t${detail}\n`);
process.stderr.write(`${companies} companies, ${breaches.length} breaches\n`);
process.exitCode = breaches.length === 0 ? 0 : 1;
