import { createInterface } from 'node:readline/promises';
import { randomBytes } from 'node:crypto';
import { passwords } from './adapters/passwords.ts';
import { isHardToGuess } from './adapters/password-strength.ts';
import { openEngine } from './db/open.ts';
import { tenantScope } from './db/tenant-scope.ts';
import { readEnv } from './env.ts';
import { realMachine } from './machine.ts';
import { createOperator } from './modules/operators/operators.service.ts';

// Makes somebody who runs the platform: `node apps/cloud/src/server/operator.ts MAIL NAME`, with the password on the standard input.
// Without one, a password is made up and said once. On the embedded database the cloud must not be running.
const [email, ...words] = process.argv.slice(2);
const name = words.join(' ');
if (!email?.includes('@') || name === '') {
  process.stderr.write('usage: operator.ts MAIL NAME < password\n');
  process.exit(64);
}
const said = process.stdin.isTTY ? '' : (await firstLine()).trim();
const password = said === '' ? randomBytes(18).toString('base64url') : said;
const engine = await openEngine(readEnv().database);
const logins = { ...passwords, isHardToGuess, decoy: '' };
const made = await createOperator({ db: tenantScope(engine), logins, machine: realMachine }, { email, name, password });
await engine.close();
process.stdout.write(`${JSON.stringify(made.ok ? { email, name, ...(said === '' ? { password } : {}) } : made.refusal)}\n`);
process.exitCode = made.ok ? 0 : 1;

async function firstLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) return line;
  return '';
}
