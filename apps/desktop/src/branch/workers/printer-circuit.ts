import { BrokenCircuitError, circuitBreaker, ConsecutiveBreaker, DelegateBackoff, handleWhenResult } from 'cockatiel';
import type { CircuitBreakerPolicy } from 'cockatiel';
import type { Delivery } from '../modules/printing/print-queue.service.ts';

/** Keeps a printer that fails from being tried without a pause. */
export class PrinterCircuit {
  readonly #retryDelayMs: (failures: number) => number;
  #breaker: CircuitBreakerPolicy;
  #failures = 0;
  #restMs = 0;

  constructor(retryDelayMs: (failures: number) => number) {
    this.#retryDelayMs = retryDelayMs;
    this.#breaker = this.#closed();
  }

  /** Failures in a row; 0 for a printer that works. */
  get failures(): number {
    return this.#failures;
  }

  /** How long the printer is left alone from now. */
  get restMs(): number {
    return this.#restMs;
  }

  /** Tries the printer. One failure opens the circuit; after its rest a single delivery finds out whether it works again. */
  async deliver(run: () => Promise<Delivery>): Promise<Delivery> {
    const delivery = await this.#execute(run);
    if (isFit(delivery)) {
      this.#failures = 0;
      this.#restMs = 0;
    }
    return delivery;
  }

  async #execute(run: () => Promise<Delivery>): Promise<Delivery> {
    try {
      return await this.#breaker.execute(run);
    } catch (error) {
      if (!(error instanceof BrokenCircuitError)) throw error;
      // We come only after the rest, and its end is measured by the wall clock: one that was set back would keep it open for hours.
      this.#breaker = this.#closed();
      return this.#breaker.execute(run);
    }
  }

  #closed(): CircuitBreakerPolicy {
    const backoff = new DelegateBackoff(() => {
      this.#failures += 1;
      this.#restMs = this.#retryDelayMs(this.#failures);
      return this.#restMs;
    });
    const policy = handleWhenResult((delivery) => !isFit(delivery as Delivery));
    return circuitBreaker(policy, { halfOpenAfter: backoff, breaker: new ConsecutiveBreaker(1) });
  }
}

/** A document that can't be drawn says nothing against the printer. */
function isFit(delivery: Delivery): boolean {
  return delivery.state === 'printed' || delivery.state === 'failed';
}
