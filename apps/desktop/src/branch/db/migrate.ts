import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assert } from '@fastops/shared/base/assert';
import type { Driver } from './access.ts';

/** One step forward; `version` is the number in its file name. Never edited once released. */
export type Migration = { readonly version: number; readonly name: string; readonly sql: string };

/** Reads `NNNN-name.sql` files, in order. */
export function readMigrations(folder = fileURLToPath(new URL('./migrations', import.meta.url))): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  return files.map((name) => {
    const version = Number.parseInt(name.slice(0, 4), 10);
    assert(Number.isInteger(version) && version > 0, `migration without a number: ${name}`);
    return { version, name, sql: readFileSync(join(folder, name), 'utf8') };
  });
}

/** The version that a file has after all migrations. */
export function latestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

/** Brings a file forward, one transaction per step: a kill leaves it at the old or the new version, never between. */
export function migrate(driver: Driver, migrations: readonly Migration[], applicationId: number): void {
  const current = Number(driver.pragma('user_version', { simple: true }));
  for (const step of migrations.filter(({ version }) => version > current)) {
    driver
      .transaction(() => {
        driver.exec(step.sql);
        driver.pragma(`application_id = ${applicationId}`);
        driver.pragma(`user_version = ${step.version}`);
      })
      .immediate();
  }
}
