import { homedir } from 'node:os';
import { join } from 'node:path';

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
  /** Where hubs call out and are heard (UDP); 0: neither. */
  readonly lanBeaconPort: number;
};

/** Tills find each other's doors at this port unless they are told another one. */
const LAN_PORT = 47_800;
const LAN_BEACON_PORT = 47_801;
const KITCHEN_PORT = 47_802;

export function readEnv(env: NodeJS.ProcessEnv = process.env): BranchEnv {
  const dataDir = env['FASTOPS_DATA'] ?? join(homedir(), '.fastops', 'till');
  const cloudUrl = env['FASTOPS_CLOUD_URL'];
  const code = env['FASTOPS_ENROL_CODE'];
  return {
    dataDir,
    secretsPath: env['FASTOPS_SECRETS'] ?? `${dataDir}.secrets`,
    sqliteBinding: env['FASTOPS_SQLITE_BINDING'],
    allowOldSqlite: env['FASTOPS_TEST_RUNTIME'] === '1',
    logLevel: env['FASTOPS_LOG'] ?? 'info',
    cloudUrl,
    enrolment: cloudUrl && code ? { cloudUrl, code, terminalName: env['FASTOPS_TERMINAL_NAME'] ?? 'Caja A' } : undefined,
    printFolder: env['FASTOPS_PRINT_FOLDER'],
    lanHost: env['FASTOPS_LAN_HOST'] ?? '0.0.0.0',
    lanPort: Number(env['FASTOPS_LAN_PORT'] ?? LAN_PORT),
    kitchenPort: Number(env['FASTOPS_KITCHEN_PORT'] ?? KITCHEN_PORT),
    lanBeaconPort: Number(env['FASTOPS_LAN_BEACON_PORT'] ?? LAN_BEACON_PORT),
  };
}
