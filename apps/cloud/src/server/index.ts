import { startCloud } from './compose.ts';
import { readEnv } from './env.ts';

const cloud = await startCloud(readEnv());
process.stderr.write(`FastOps cloud at ${cloud.url}\n`);

// PGlite must be closed, or its folder keeps the last moments in memory only.
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void cloud.close().then(() => process.exit(0));
  });
}
