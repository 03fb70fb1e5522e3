import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCloud, type Cloud } from '../compose.ts';
import { readEnv } from '../env.ts';
import { demoCode, seedElParche, type Demo } from '../seed/el-parche.ts';

/** A whole cloud on a port of its own, over the embedded database, with the demo company in it. */
export type ListeningCloud = {
  readonly cloud: Cloud;
  readonly demo: Demo;
  readonly folder: string;
  code(): Promise<string>;
  close(): Promise<void>;
};

export async function listen(): Promise<ListeningCloud> {
  const folder = mkdtempSync(join(tmpdir(), 'fastops-http-'));
  const cloud = await startCloud(readEnv({ FASTOPS_CLOUD_DATA: folder, FASTOPS_PORT: '0', FASTOPS_LOG: 'silent' }));
  const demo = await seedElParche(cloud.services);
  return {
    cloud,
    demo,
    folder,
    code: () => demoCode(cloud.services, demo, demo.branches[0]?.id ?? ''),
    close: async () => {
      await cloud.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
