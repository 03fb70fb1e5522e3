import type { UpdateChannel } from '@fastops/shared/releases/branch-file';
import type { SignedManifest } from '@fastops/shared/releases/manifest';

/** The folder with releases, as the packer filled it, and how far each is rolled out. */
export type ReleaseShelf = {
  /** What lies there for a system; undefined where nothing does. */
  on(channel: UpdateChannel, platform: string): Promise<SignedManifest | undefined>;
  /** To how many of a hundred companies a version is given, and to which in any case. */
  stageOf(version: string): Promise<{ readonly percent: number; readonly companies: readonly string[] }>;
  /** Eight hexadecimal digits that are the same for a company and a version at every time. */
  draw(version: string, companyId: string): string;
};
