/** Lets a loop sleep until somebody rings, or for a while; a ring while nobody sleeps is not lost. */
export type Bell = { ring(): void; silence(): void; wait(ms?: number): Promise<void> };

export function createBell(): Bell {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring: () => {
      rung = true;
      wake?.();
    },
    silence: () => {
      rung = false;
    },
    wait: async (ms) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      if (!rung) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (ms !== undefined) timer = setTimeout(resolve, ms);
        });
      }
      clearTimeout(timer);
      wake = undefined;
      rung = false;
    },
  };
}

/** Beats a while after the last hello, not after the last silence: a busy evening must not put off a changed grant. */
export function createHeart(onBeat: () => void, everyMs: number): { beatLater(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    beatLater: () => {
      clearTimeout(timer);
      timer = setTimeout(onBeat, everyMs);
    },
    stop: () => clearTimeout(timer),
  };
}
