import type { Bundle } from '@fastops/shared/commissioning/bundle';
import type { Check, Commissioning } from '@fastops/shared/commissioning/report';

/** What only the machine can say about itself. */
export type MachinePort = {
  /** Flush, room, power, antivirus. */
  look(): Promise<Check[]>;
  /** Microseconds to the hub, when this till has one; undefined when it doesn't answer. */
  reachHub(address: string, port: number): Promise<number | undefined>;
};

/** A report as the till keeps it. */
export type SignedCommissioning = { readonly report: Commissioning; readonly signature: string; readonly isSent: boolean };

/** Reports that were made here. */
export type FitnessPort = {
  latest(): SignedCommissioning | undefined;
  /** Looks at everything, signs, keeps it as JSON and PDF, and sends it when the cloud is there. */
  run(madeBy: { readonly name: string }, checks: readonly Check[]): Promise<SignedCommissioning | undefined>;
  readonly machine: MachinePort;
  /** The last lines that the till logged. */
  logs(): readonly string[];
  /** Keeps a bundle beside the data; answers where. */
  keepBundle(bundle: Bundle): string;
};
