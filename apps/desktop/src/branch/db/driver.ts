import { createRequire } from 'node:module';
import type { Driver } from './access.ts';

/** How the SQLite driver is loaded. `binding`: the native file of the older driver that the test runtime can load. */
export type DriverChoice = { readonly binding?: string | undefined };

type Constructor = new (file: string, options: { readonly?: boolean; fileMustExist?: boolean; nativeBinding?: string }) => Driver;

const load = createRequire(import.meta.url);

/** Opens a file with better-sqlite3, or with the one built for an older Electron when a binding is named. */
export function openDriver(file: string, choice: DriverChoice, options: { readonly readonly?: boolean } = {}): Driver {
  const readonly = options.readonly ?? false;
  if (choice.binding === undefined) {
    const Sqlite: Constructor = load('better-sqlite3');
    return new Sqlite(file, { readonly, fileMustExist: readonly });
  }
  const Sqlite: Constructor = load('better-sqlite3-abi130');
  return new Sqlite(file, { readonly, fileMustExist: readonly, nativeBinding: choice.binding });
}
