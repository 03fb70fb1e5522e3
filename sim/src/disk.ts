import Sqlite from 'better-sqlite3';
import { databaseOver, type Database, type Driver, type Writer } from '@fastops/desktop/branch/db/access';
import { migrate, readMigrations } from '@fastops/desktop/branch/db/migrate';

/** The power went: what wasn't committed is gone, and this process does nothing more. */
export class PowerCut extends Error {
  override readonly name = 'PowerCut';
}

/** The mains of one running till. Every step that touches its disk or its keychain asks first. */
export type Power = {
  /** One step; throws when the cut is due, and for ever after. */
  step(): void;
  /** Cuts after so many more steps. */
  cutAfter(steps: number): void;
};

export function power(): Power {
  let left = Number.POSITIVE_INFINITY;
  return {
    step: () => {
      left -= 1;
      if (left < 0) throw new PowerCut('the power went');
    },
    cutAfter: (steps) => (left = steps),
  };
}

/** A till's file in memory. `image` is what a power cut would leave: the committed rows. */
export type Disk = { readonly db: Database; image(): Buffer; close(): void };

let blank: Buffer | undefined;

/** A migrated, empty file. */
export function blankImage(): Buffer {
  if (blank) return blank;
  const fresh = new Sqlite(':memory:');
  migrate(fresh as unknown as Driver, readMigrations(), 1);
  blank = fresh.serialize();
  fresh.close();
  return blank;
}

/** Opens an image; every statement and every commit is a step at which the power may go. */
export function mount(image: Buffer, mains: Power): Disk {
  const driver = new Sqlite(image);
  driver.pragma('foreign_keys = ON');
  driver.pragma('recursive_triggers = ON');
  const plain = databaseOver(driver as unknown as Driver);
  const guarded = (writer: Writer): Writer => ({
    ...writer,
    run: (sql, ...params) => {
      mains.step();
      return writer.run(sql, ...params);
    },
  });
  const db: Database = {
    ...plain,
    transaction: (run) => {
      mains.step();
      const value = plain.transaction((writer) => {
        const answer = run(guarded(writer));
        mains.step();
        return answer;
      });
      mains.step();
      return value;
    },
  };
  return { db, image: () => driver.serialize(), close: () => driver.close() };
}
