import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { branchFileSchema, type BranchFile } from '@fastops/shared/releases/branch-file';

/** An enrolment prepared by the installer: used once, at the first start with a network. */
export type PreparedEnrolment = { readonly cloudUrl: string; readonly code: string; readonly terminalName: string };

/** Everything that the surroundings may decide, read once. */
export type BranchEnv = {
  /** Folder of the branch's file. */
  readonly dataDir: string;
  /** File of the terminal's secrets, apart from the data. */
  readonly secretsPath: string;
  /** Native file of the older driver: only the test runtime has one. */
  readonly sqliteBinding: string | undefined;
  readonly allowOldSqlite: boolean;
  readonly logLevel: string;
  /** Where the cloud is now, when that differs from where the terminal enrolled. */
  readonly cloudUrl: string | undefined;
  readonly enrolment: PreparedEnrolment | undefined;
  /** Folder that gets the tickets of a machine without printers; undefined where printers are set up by hand. */
  readonly printFolder: string | undefined;
  /** Where the LAN door listens once this till is hub. */
  readonly lanHost: string;
  readonly lanPort: number;
  /** Where the hub serves the kitchen's pages to browsers; 0: any free port. */
  readonly kitchenPort: number;
  /** What came with the installer, for this branch. */
  readonly branchFile: BranchFile | undefined;
  readonly branchFilePath: string | undefined;
  /** The version that runs, when the build says so. */
  readonly appVersion: string | undefined;
  /** Whose releases this till takes (Ed25519, raw); undefined: none. */
  readonly releaseKey: string | undefined;
  /** Where versions lie that updates bring; undefined without a shell that starts them. */
  readonly versions: string | undefined;
  /** A folder or an address with releases, instead of the cloud's. */
  readonly updateFeed: string | undefined;
  /** The owner's code, for whoever removes the till where nobody can type it into its window. */
  readonly removalCode: string | undefined;
  /** What the system speaks, for the few words without a window. */
  readonly language: 'es' | 'en';
  /** Where hubs call out and are heard (UDP); 0: neither. */
  readonly lanBeaconPort: number;
};

/** Tills find each other's doors at this port unless they are told another one. */
const LAN_PORT = 47_800;
const LAN_BEACON_PORT = 47_801;
const KITCHEN_PORT = 47_802;

function enrolmentIn(file: BranchFile | undefined): PreparedEnrolment | undefined {
  return file?.enrolmentCode === undefined
    ? undefined
    : { cloudUrl: file.cloudUrl, code: file.enrolmentCode, terminalName: file.terminalName };
}

/** The shell has seen to it that it is whole; one that can't be read is as good as none. */
function branchFileIn(path: string | undefined): BranchFile | undefined {
  if (path === undefined || !existsSync(path)) return undefined;
  return branchFileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
}

/** What the uninstaller's question goes by. */
function removalPartsIn(env: NodeJS.ProcessEnv): Pick<BranchEnv, 'removalCode' | 'language'> {
  const isEnglish = (env['LC_ALL'] ?? env['LANG'])?.startsWith('en') ?? false;
  return { removalCode: env['FASTOPS_REMOVAL_CODE'] || undefined, language: isEnglish ? 'en' : 'es' };
}

export function readEnv(env: NodeJS.ProcessEnv = process.env): BranchEnv {
  const dataDir = env['FASTOPS_DATA'] ?? join(homedir(), '.fastops', 'till');
  const cloudUrl = env['FASTOPS_CLOUD_URL'];
  const code = env['FASTOPS_ENROL_CODE'];
  const branchFile = branchFileIn(env['FASTOPS_BRANCH_FILE']);
  return {
    dataDir,
    secretsPath: env['FASTOPS_SECRETS'] ?? `${dataDir}.secrets`,
    sqliteBinding: env['FASTOPS_SQLITE_BINDING'],
    allowOldSqlite: env['FASTOPS_TEST_RUNTIME'] === '1',
    logLevel: env['FASTOPS_LOG'] ?? 'info',
    cloudUrl,
    enrolment: cloudUrl && code ? { cloudUrl, code, terminalName: env['FASTOPS_TERMINAL_NAME'] ?? 'Caja A' } : enrolmentIn(branchFile),
    printFolder: env['FASTOPS_PRINT_FOLDER'],
    lanHost: env['FASTOPS_LAN_HOST'] ?? '0.0.0.0',
    lanPort: Number(env['FASTOPS_LAN_PORT'] ?? LAN_PORT),
    kitchenPort: Number(env['FASTOPS_KITCHEN_PORT'] ?? KITCHEN_PORT),
    branchFile,
    branchFilePath: env['FASTOPS_BRANCH_FILE'],
    appVersion: env['FASTOPS_APP_VERSION'],
    releaseKey: env['FASTOPS_RELEASE_KEY'],
    versions: env['FASTOPS_VERSIONS'],
    updateFeed: env['FASTOPS_UPDATE_FEED'],
    ...removalPartsIn(env),
    lanBeaconPort: Number(env['FASTOPS_LAN_BEACON_PORT'] ?? LAN_BEACON_PORT),
  };
}
