import { setTimeout as delay } from 'node:timers/promises';
import { printRetryDelayMs } from '@fastops/shared/printing/print-job';
import type { BranchCore } from '../core.ts';
import type { DocumentEncoder } from '../devices/escpos-encoder.ts';
import { profileOf, type PrinterProfile } from '@fastops/shared/printing/printer-profiles';
import type { PrinterTransport, SendOutcome } from '../devices/transports/printer-transport.port.ts';
import { faultOf } from '@fastops/shared/printing/printer-condition';
import type { PrintFault } from '@fastops/shared/printing/print-job';
import {
  askAboutInterrupted,
  claimJob,
  forgetConditions,
  forgetOldJobs,
  hasQueuedJob,
  isNews,
  moveToBackup,
  noteCondition,
  printersInUse,
  settleJob,
  type Delivery,
} from '../modules/printing/print-queue.service.ts';
import type { Printer, PrintJob } from '../modules/printing/printing.service.ts';
import { PrinterCircuit } from './printer-circuit.ts';

export type PrintWorkerParts = {
  readonly core: BranchCore;
  readonly encode: DocumentEncoder;
  readonly openTransport: (settings: Printer['transport'], profile: PrinterProfile) => PrinterTransport;
  readonly log: (message: string, facts: Readonly<Record<string, unknown>>) => void;
  /** Longest that one delivery may take; a raster logo at 9600 baud needs most of it. */
  readonly deliveryTimeoutMs?: number;
  /** How long a printer rests after its n-th failure in a row. */
  readonly retryDelayMs?: (failures: number) => number;
  /** How often a printer that answers is asked how it is while it has nothing to do. */
  readonly askEveryMs?: number;
};

export type PrintWorkers = { stop(): Promise<void> };

const DELIVERY_TIMEOUT_MS = 60_000;
const STOP_PATIENCE_MS = 3000;
/** An end of paper is known within five seconds, printing or not. */
const ASK_EVERY_MS = 3000;
/** Once may be a cable that was bumped; twice, and the tickets go to the back-up printer. */
const FAILURES_BEFORE_BACKUP = 2;

/**
 * One lane per printer, woken after every commit: a dead printer holds up its
 * own lane and nothing else, least of all the sale.
 */
export function startPrintWorkers(parts: PrintWorkerParts): PrintWorkers {
  const lanes = new Map<string, Lane>();
  const down = new Set<string>();
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
      if (!lanes.has(key)) lanes.set(key, new Lane(parts, printer, { companyId, down }));
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
    forgetConditions(db, moment);
    return askAboutInterrupted(db, moment);
  }, []);
  if (interrupted > 0) log('print jobs were interrupted', { interrupted });
}

/** The queue of one printer being worked off, one delivery at a time. */
class Lane {
  readonly #parts: PrintWorkerParts;
  readonly #printer: Printer;
  readonly #companyId: string;
  readonly #down: Set<string>;
  readonly #circuit: PrinterCircuit;
  readonly #profile: PrinterProfile;
  readonly #transport: PrinterTransport;
  readonly #cut = new AbortController();
  readonly #rest = new AbortController();
  readonly #done: Promise<void>;
  #stopped = false;
  #isSilent = false;
  #wake: () => void = () => undefined;

  constructor(parts: PrintWorkerParts, printer: Printer, shop: { companyId: string; down: Set<string> }) {
    this.#parts = parts;
    this.#printer = printer;
    this.#companyId = shop.companyId;
    this.#down = shop.down;
    this.#circuit = new PrinterCircuit(parts.retryDelayMs ?? printRetryDelayMs);
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
    this.#down.delete(this.#printer.id);
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const restMs = await this.#step();
      if (restMs > 0) await delay(restMs, undefined, { signal: this.#rest.signal }).catch(() => undefined);
    }
  }

  /** One job, or the wait for one. Answers how long the printer, or the disk under the queue, needs a rest. */
  async #step(): Promise<number> {
    try {
      const job = this.#claim();
      if (job !== undefined) return await this.#print(job);
      if ((await this.#nextWake()) === 'idle') await this.#condition();
      return 0;
    } catch (error) {
      this.#parts.log('a print lane stumbled', { printer: this.#printer.name, error: String(error) });
      return printRetryDelayMs(1);
    }
  }

  #claim(): PrintJob | undefined {
    const { core } = this.#parts;
    if (!hasQueuedJob(core.db, this.#companyId, this.#printer.id)) return undefined;
    return core.transaction((db) => claimJob(db, this.#moment(), this.#printer.id), ['printing']);
  }

  async #print(job: PrintJob): Promise<number> {
    const delivery = await this.#circuit.deliver(() => this.#deliver(job));
    const { core, log } = this.#parts;
    const settled = { id: job.id, delivery };
    core.transaction((db) => settleJob(db, this.#moment(), settled), ['printing']);
    if (this.#circuit.failures === 0) this.#down.delete(this.#printer.id);
    if (delivery.state === 'printed') return 0;
    log('a print job did not come out', { printer: this.#printer.name, job: job.id, ...delivery });
    if (this.#circuit.failures >= FAILURES_BEFORE_BACKUP) this.#callBackup();
    return this.#circuit.restMs;
  }

  /** What waits goes to the printer that stands in for this one; what may already be on paper stays, and asks. */
  #callBackup(): void {
    this.#down.add(this.#printer.id);
    const { core, log } = this.#parts;
    const moved = core.transaction((db) => moveToBackup(db, this.#moment(), { printer: this.#printer, down: this.#down }), ['printing']);
    if (moved > 0) log('tickets went to a back-up printer', { printer: this.#printer.name, moved });
  }

  async #deliver(job: PrintJob): Promise<Delivery> {
    const bytes = this.#encode(job);
    if (bytes === undefined) return { state: 'failed', fault: 'print.unprintable' };
    // Whoever left the last question unanswered isn't waited for with a ticket in hand; it is asked again in a quiet moment.
    const fault = this.#isSilent ? undefined : await this.#condition();
    if (fault !== undefined) return { state: 'queued', fault };
    const limit = AbortSignal.timeout(this.#parts.deliveryTimeoutMs ?? DELIVERY_TIMEOUT_MS);
    return deliveryOf(await this.#transport.send(bytes, AbortSignal.any([limit, this.#cut.signal])));
  }

  /** Asks a printer that answers how it is, and keeps what is new. Silence is no fault. */
  async #condition(): Promise<PrintFault | undefined> {
    if (!this.#isAsked()) return undefined;
    const condition = await this.#transport.condition?.();
    if (condition === undefined) return undefined;
    this.#isSilent = condition.online === 'unknown';
    const { core } = this.#parts;
    const note = { printerId: this.#printer.id, condition };
    if (isNews(core.db, this.#companyId, note)) core.transaction((db) => noteCondition(db, this.#moment(), note), ['printing']);
    return faultOf(condition);
  }

  #isAsked(): boolean {
    return this.#profile.answersStatus && this.#transport.condition !== undefined;
  }

  #moment(): { companyId: string; now: number } {
    return { companyId: this.#companyId, now: this.#parts.core.machine.now() };
  }

  /** A document that can't be drawn must not stop the ones behind it. */
  #encode(job: PrintJob): Uint8Array | undefined {
    try {
      return this.#parts.encode(job.document, job.kind === 'test' ? boldly(this.#profile) : this.#profile);
    } catch (error) {
      this.#parts.log('a document could not be encoded', { job: job.id, error: String(error) });
      return undefined;
    }
  }

  /** Resumes in a later turn of the loop: the sale that woke us answers its screen before we write to the disk. */
  async #nextWake(): Promise<'woken' | 'idle'> {
    const over = new AbortController();
    const woken = new Promise<'woken'>((resolve) => {
      this.#wake = () => void setImmediate(() => resolve('woken'));
      if (this.#stopped) resolve('woken');
    });
    if (!this.#isAsked()) return woken;
    const idle = delay(this.#parts.askEveryMs ?? ASK_EVERY_MS, 'idle' as const, { signal: over.signal, ref: false });
    const first = await Promise.race([woken, idle.catch(() => 'idle' as const)]);
    over.abort();
    return first;
  }
}

/** The test sheet asks for what the printer isn't thought to have: that is how the installer finds out. */
function boldly(profile: PrinterProfile): PrinterProfile {
  return { ...profile, hasCutter: true, hasBuzzer: true };
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
