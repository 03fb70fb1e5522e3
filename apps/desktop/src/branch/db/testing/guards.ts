import type { Database } from '../access.ts';

/** What every connection that may write has to say of itself. */
const GUARDS = {
  synchronous: 2,
  journal_mode: 'wal',
  foreign_keys: 1,
  recursive_triggers: 1,
  trusted_schema: 0,
  cell_size_check: 1,
  busy_timeout: 5000,
} as const;
/** Before it a checkpoint could lose commits. */
const SOUND_SQLITE = 3_051_003;

/** Guards that a connection lacks, and tables that take any type: nothing, or the till must not sell. */
export function unguardedIn(db: Database): string[] {
  const loose = Object.entries(GUARDS).filter(([name, value]) => db.pragma(name) !== value);
  const tables = db.all<{ name: string; strict: number }>(
    "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'",
  );
  const [major = 0, minor = 0, patch = 0] = (db.get<{ version: string }>('SELECT sqlite_version() AS version')?.version ?? '')
    .split('.')
    .map(Number);
  return [
    ...loose.map(([name]) => name),
    ...tables.flatMap(({ name, strict }) => (strict === 1 ? [] : [`${name} is not strict`])),
    ...(tables.length > 10 ? [] : ['no tables']),
    ...(major * 1e6 + minor * 1e3 + patch >= SOUND_SQLITE ? [] : ['an SQLite that loses commits']),
  ];
}
