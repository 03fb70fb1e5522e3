import { setTimeout as delay } from 'node:timers/promises';
import { printRetryDelayMs } from '@fastops/shared/printing/print-job';
import type { BranchCore } from '../core.ts';
import type { DocumentEncoder } from '../devices/escpos-encoder.ts';
import { profileOf, type PrinterProfile } from '@fastops/shared/printing/printer-profiles';
import type { PrinterTransport, SendOutcome } from '../devices/transports/printer-transport.port.ts';
import {
  askAboutInterrupted,
  claimJob,
  forgetOldJobs,
  hasQueuedJob,
  printersInUse,
  settleJob,
  type Delivery,
} from '../modules/printing/print-queue.service.ts';
import type { Printer, PrintJob } from '../modules/printing/printing.service.ts';

export type PrintWorkerParts = {
  readonly core: BranchCore;
  readonly encode: DocumentEncoder;
  readonly openTransport: (settings: Printer['transport'], profile: PrinterProfile) => PrinterTransport;
  readonly log: (message: string, facts: Readonly<Record<string, unknown>>) => void;
  /** Longest that one delivery may take; a raster logo at 9600 baud needs most of it. */
  readonly deliveryTimeoutMs?: number;
  /** How long a printer rests after its n-th failure in a row. */
  readonly retryDelayMs?: (failures: number) => number;
};

export type PrintWorkers = { stop(): Promise<void> };

const DELIVERY_TIMEOUT_MS = 60_000;
const STOP_PATIENCE_MS = 3000;

/**
 * One lane per printer, woken after every commit: a dead printer holds up its
 * own lane and nothing else, least of all the sale.
 */
export function startPrintWorkers(parts: PrintWorkerParts): PrintWorkers {
  const lanes = new Map<string, Lane>();
  let recovered = false;
  const look = () => {
    const companyId = parts.core.enrolment()?.terminal.companyId;
    if (companyId === undefined) return;
    if (!recovered) {
      recovered = true;
      recover(parts, companyId);
    }
    const wanted = new Map(printersInUse(parts.core.db, companyId).map((printer) => [laneKey(printer), printer]));
    for (const [key, lane] of lanes) {
      if (wanted.has(key)) continue;
      lanes.delete(key);
      void lane.stop();
    }
    for (const [key, printer] of wanted) {
      if (!lanes.has(key)) lanes.set(key, new Lane(parts, printer, companyId));
    }
    for (const lane of lanes.values()) lane.wake();
  };
  const stopListening = parts.core.onChange(look);
  look();
  return {
    stop: async () => {
      stopListening();
      await Promise.all(Array.from(lanes.values(), (lane) => lane.stop()));
    },
  };
}

/** A printer whose wire or profile changed gets a new lane. */
function laneKey({ id, profileId, tweaks, transport }: Printer): string {
  return `${id} ${profileId} ${JSON.stringify([tweaks, transport])}`;
}

function recover({ core, log }: PrintWorkerParts, companyId: string): void {
  const moment = { companyId, now: core.machine.now() };
  const interrupted = core.transaction((db) => {
    forgetOldJobs(db, moment);
    return askAboutInterrupted(db, moment);
  }, []);
  if (interrupted > 0) log('print jobs were interrupted', { interrupted });
}

/** The queue of one printer being worked off, one delivery at a time. */
class Lane {
  readonly #parts: PrintWorkerParts;
  readonly #printer: Printer;
  readonly #companyId: string;
  readonly #profile: PrinterProfile;
  readonly #transport: PrinterTransport;
  readonly #cut = new AbortController();
  readonly #rest = new AbortController();
  readonly #done: Promise<void>;
  #stopped = false;
  #wake: () => void = () => undefined;

  constructor(parts: PrintWorkerParts, printer: Printer, companyId: string) {
    this.#parts = parts;
    this.#printer = printer;
    this.#companyId = companyId;
    this.#profile = profileOf(printer);
    this.#transport = parts.openTransport(printer.transport, this.#profile);
    // Not at once: taking the first job announces a change, and the one who hears it must already know this lane.
    this.#done = Promise.resolve().then(() => this.#run());
  }

  wake(): void {
    this.#wake();
  }

  /** Lets the delivery in hand finish if it does so soon; whatever happens, its outcome is recorded. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#rest.abort();
    this.#wake();
    await Promise.race([this.#done, delay(STOP_PATIENCE_MS, undefined, { ref: false })]);
    this.#cut.abort();
    await this.#done;
  }

  async #run(): Promise<void> {
    let failures = 0;
    while (!this.#stopped) {
      failures = (await this.#step()) ? 0 : failures + 1;
      if (failures > 0) await this.#restAfter(failures);
    }
  }

  /** One job, or the wait for one. False when the printer, or the disk under the queue, needs a rest. */
  async #step(): Promise<boolean> {
    try {
      const job = this.#claim();
      if (job !== undefined) return await this.#print(job);
      await this.#nextWake();
      return true;
    } catch (error) {
      this.#parts.log('a print lane stumbled', { printer: this.#printer.name, error: String(error) });
      return false;
    }
  }

  #claim(): PrintJob | undefined {
    const { core } = this.#parts;
    if (!hasQueuedJob(core.db, this.#companyId, this.#printer.id)) return undefined;
    const moment = { companyId: this.#companyId, now: core.machine.now() };
    return core.transaction((db) => claimJob(db, moment, this.#printer.id), ['printing']);
  }

  /** Whether the printer is fit for the next job at once. */
  async #print(job: PrintJob): Promise<boolean> {
    const delivery = await this.#deliver(job);
    const { core, log } = this.#parts;
    const moment = { companyId: this.#companyId, now: core.machine.now() };
    core.transaction((db) => settleJob(db, moment, { id: job.id, delivery }), ['printing']);
    if (delivery.state === 'printed') return true;
    log('a print job did not come out', { printer: this.#printer.name, job: job.id, ...delivery });
    return delivery.state === 'failed';
  }

  async #deliver(job: PrintJob): Promise<Delivery> {
    const bytes = this.#encode(job);
    if (bytes === undefined) return { state: 'failed', fault: 'print.unprintable' };
    const limit = AbortSignal.timeout(this.#parts.deliveryTimeoutMs ?? DELIVERY_TIMEOUT_MS);
    return deliveryOf(await this.#transport.send(bytes, AbortSignal.any([limit, this.#cut.signal])));
  }

  /** A document that can't be drawn must not stop the ones behind it. */
  #encode(job: PrintJob): Uint8Array | undefined {
    try {
      return this.#parts.encode(job.document, this.#profile);
    } catch (error) {
      this.#parts.log('a document could not be encoded', { job: job.id, error: String(error) });
      return undefined;
    }
  }

  /** Resumes in a later turn of the loop: the sale that woke us answers its screen before we write to the disk. */
  #nextWake(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = () => void setImmediate(resolve);
      if (this.#stopped) resolve();
    });
  }

  async #restAfter(failures: number): Promise<void> {
    const restMs = (this.#parts.retryDelayMs ?? printRetryDelayMs)(failures);
    await delay(restMs, undefined, { signal: this.#rest.signal }).catch(() => undefined);
  }
}

function deliveryOf(outcome: SendOutcome): Delivery {
  switch (outcome.kind) {
    case 'sent':
      return { state: 'printed' };
    case 'failed':
      return { state: 'queued', fault: outcome.fault };
    case 'unknown':
      return { state: 'ask', fault: outcome.fault };
  }
}
