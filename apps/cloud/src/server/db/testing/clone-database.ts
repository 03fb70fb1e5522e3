import postgres from 'postgres';

/** Copies a database in milliseconds. Not a thing for a transaction, hence not for an Engine. */
export async function cloneDatabase(ownerUrl: string, { from, to }: { from: string; to: string }): Promise<void> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await owner`CREATE DATABASE ${owner(to)} TEMPLATE ${owner(from)}`;
  } finally {
    await owner.end();
  }
}

/** Leaves a database as it would be an hour after much was written: what the server would do by itself by and by. */
export async function settleDatabase(ownerUrl: string): Promise<void> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await owner`VACUUM ANALYZE`;
    await owner`CHECKPOINT`;
  } finally {
    await owner.end();
  }
}
