import { composeBranch, newDoorToken, type Branch } from './compose.ts';
import { DatabaseRefusal } from './db/open.ts';
import { readEnv } from './env.ts';
import { secretFile } from './adapters/secret-file.ts';
import { rebuildProjections } from './modules/sync/projections.service.ts';
import { readIdentity } from './modules/sync/sync.service.ts';
import { prepareFirstStart } from './prepared-start.ts';
import { serveHttp } from './rpc/http.ts';

/** sysexits.h: try again. */
const RESTART_CODE = 75;

/** A branch server without Electron: a hub without a screen, tests, benches. Says where it listens in one JSON line. */
async function main(): Promise<void> {
  const env = readEnv();
  const branch = composeBranch(env, secretFile({ path: env.secretsPath, backend: 'file' }));
  if (process.argv.includes('--rebuild')) return rebuild(branch);
  await prepareFirstStart(branch, env);
  const token = newDoorToken();
  const door = await serveHttp(branch.services, { port: 0, token });
  const enrolment = branch.services.core.enrolment();
  const ready = { rpcUrl: door.url, token, terminal: enrolment?.terminal ?? null, terminalName: enrolment?.grant.terminalName ?? null };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  // Whoever keeps this service running starts it again.
  void branch.restartWanted.then(() => branch.close()).then(() => process.exit(RESTART_CODE));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void door
        .close()
        .then(() => branch.close())
        .then(() => process.exit(0));
    });
  }
}

/** Makes every table that the log can make anew, says of how many aggregates, and ends. */
async function rebuild({ services, close }: Branch): Promise<void> {
  const { core } = services;
  const terminal = readIdentity(core.db);
  const aggregates = terminal ? core.transaction((db) => rebuildProjections(db, terminal), []) : 0;
  process.stdout.write(`${JSON.stringify({ rebuilt: aggregates })}\n`);
  await close();
}

main().catch((error: unknown) => {
  process.stderr.write(error instanceof DatabaseRefusal ? `${error.code}: ${error.message}\n` : `${String(error)}\n`);
  process.exit(1);
});
