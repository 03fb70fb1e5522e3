/** Virtual time: what happens next is the earliest thing on the list, and nothing else runs meanwhile. */
export type Timeline = {
  now(): number;
  /** Puts something on the list. */
  after(delayMs: number, what: () => void | Promise<void>): void;
  /** Does what is on the list until it is empty or the time is up. */
  run(untilMs?: number): Promise<void>;
  /** Starts a long task and comes back once it waits for the list, or is done. */
  start(task: () => Promise<void>): Promise<void>;
  /** Called by a task: what it waits for will be answered from the list through `answer`. */
  wait<T>(ask: (answer: (settle: () => T) => Promise<void>) => void): Promise<T>;
};

type Entry = { readonly at: number; readonly order: number; readonly what: () => void | Promise<void> };

export function timeline(startMs: number): Timeline {
  let now = startMs;
  let order = 0;
  const list: Entry[] = [];
  // Told when the task that runs has nothing to do before the list goes on.
  let quiet: () => void = () => {};
  const letRun = (go: () => void): Promise<void> =>
    new Promise((resolve) => {
      quiet = resolve;
      go();
    });
  return {
    now: () => now,
    after: (delayMs, what) => {
      list.push({ at: now + delayMs, order: (order += 1), what });
      list.sort((a, b) => a.at - b.at || a.order - b.order);
    },
    run: async (untilMs = Number.POSITIVE_INFINITY) => {
      for (let next = list[0]; next && next.at <= untilMs; next = list[0]) {
        list.shift();
        now = next.at;
        await next.what();
      }
      if (Number.isFinite(untilMs)) now = Math.max(now, untilMs);
    },
    start: (task) =>
      letRun(() => {
        void task().finally(() => quiet());
      }),
    wait: <T>(ask: (answer: (settle: () => T) => Promise<void>) => void) =>
      new Promise<T>((resolve, reject) => {
        ask((settle) =>
          letRun(() => {
            try {
              resolve(settle());
            } catch (error) {
              reject(error instanceof Error ? error : new Error(String(error)));
            }
          }),
        );
        quiet();
      }),
  };
}
