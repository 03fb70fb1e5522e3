import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { oldExportSchema } from '@fastops/shared/catalog/old-export';
import { startCloud } from './compose.ts';
import { readEnv } from './env.ts';
import { importOldExport } from './modules/importing/old-export.service.ts';

// node apps/cloud/src/server/import-old.ts --company ID export.json — with the environment of the cloud, while it is stopped or on PostgreSQL.
const { values, positionals } = parseArgs({ options: { company: { type: 'string' } }, allowPositionals: true });
const [file] = positionals;
if (values.company === undefined || file === undefined) throw new Error('usage: import-old.ts --company ID export.json');
const old = oldExportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
const cloud = await startCloud(readEnv());
process.stdout.write(`${JSON.stringify(await importOldExport(cloud.services, values.company, old), null, 2)}\n`);
await cloud.close();
