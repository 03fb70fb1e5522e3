import { startCloud } from './compose.ts';
import { readEnv } from './env.ts';
import { demoCode, seedElParche } from './seed/el-parche.ts';
import { seedPast } from './seed/el-parche.past.ts';

// The cloud with the demo company in it, for a first look: says in one JSON line what a person or a script needs.
// With --past the company has a store room and a week behind it.
const cloud = await startCloud(readEnv());
const demo = await seedElParche(cloud.services);
if (process.argv.includes('--past')) await seedPast(cloud.services, demo);
const codes = Object.fromEntries(
  await Promise.all(demo.branches.map(async ({ id, name }) => [name, await demoCode(cloud.services, demo, id)])),
);
process.stdout.write(`${JSON.stringify({ ...demo, cloudUrl: cloud.url, codes })}\n`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void cloud.close().then(() => process.exit(0));
  });
}
