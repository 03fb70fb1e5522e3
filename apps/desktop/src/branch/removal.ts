// Asked by the uninstaller, which can't look into the branch's file: may this till be taken away? With the owner's code it makes the
// copy first. Answers by its exit code, and says why on the error output.
import { join } from 'node:path';
import { exportFolder } from './adapters/export-folder.ts';
import { removals } from './adapters/removals.ts';
import { existsSync } from 'node:fs';
import type { Database } from './db/access.ts';
import { readMigrations } from './db/migrate.ts';
import { DatabaseRefusal, openDatabase } from './db/open.ts';
import { readEnv, type BranchEnv } from './env.ts';
import { removalGuard } from './modules/sync/removal.service.ts';
import { readIdentity } from './modules/sync/sync.service.ts';
import { copySentence, noSentence, removalWords } from './removal-words.ts';

/** `cannotSay`: the file can't be read by this version; the mark beside it decides then. */
const ANSWER = { yes: 0, no: 1, cannotSay: 3 } as const;

/** What this is told by the shell, which started it as a utility process; declared here so that nothing imports Electron. */
type ParentPort = { postMessage(answer: { code: number; said: string }): void };

function judge(env: BranchEnv, say: (sentence: string) => void): number {
  const file = join(env.dataDir, 'branch.db');
  if (!existsSync(file)) return ANSWER.yes;
  const words = removalWords(env.language);
  try {
    // Whoever holds the file may sell while the answer is on its way.
    const db = openDatabase({
      file,
      migrations: readMigrations(),
      driver: { binding: env.sqliteBinding },
      allowOldSqlite: env.allowOldSqlite,
    });
    try {
      return answer(db, env, say);
    } finally {
      db.close();
    }
  } catch (error) {
    if (!(error instanceof DatabaseRefusal)) throw error;
    say(error.code === 'database.locked' ? words.isOpen : `${words.unreadable} (${error.code})`);
    return error.code === 'database.locked' ? ANSWER.no : ANSWER.cannotSay;
  }
}

function answer(db: Database, env: BranchEnv, say: (sentence: string) => void): number {
  const identity = readIdentity(db);
  if (!identity) return ANSWER.yes;
  const words = removalWords(env.language);
  const isHeld = () => removalGuard(db, identity.companyId);
  if (env.removalCode !== undefined && !isHeld().ok) {
    const allowed = removals({ db, exports: exportFolder(env.dataDir), now: Date.now }).allow(env.removalCode);
    say(allowed.ok ? copySentence(words, allowed.value) : words.refused[allowed.refusal.code]);
  }
  const guard = isHeld();
  if (guard.ok) return ANSWER.yes;
  say(noSentence(words, guard.refusal));
  return ANSWER.no;
}

function main(env: BranchEnv): void {
  const said: string[] = [];
  const code = judge(env, (sentence) => void said.push(`FastOps (${env.dataDir}): ${sentence}\n`));
  const { parentPort } = process as { parentPort?: ParentPort };
  // A utility process that ends by itself is not heard of in time, nor is all that it wrote: the shell says and ends it.
  if (parentPort) return parentPort.postMessage({ code, said: said.join('') });
  process.stderr.write(said.join(''));
  process.exitCode = code;
}

main(readEnv());
