/** A thousand tills whose network is back don't open their lines in the same instant. */
const LONGEST_MEND_MS = 5_000;

type LineParts = { onUp(): void; onLost(): void; reopen(): void; random(): number };

/**
 * A line that was up and is down says so before any call of ours fails; one that never came up says nothing. `mend`: the cloud answers,
 * so a line that is still down is opened within seconds, not when its own waiting is over.
 */
export function lineWatch({ onUp, onLost, reopen, random }: LineParts) {
  let isUp = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    up: () => {
      isUp = true;
      stop();
      onUp();
    },
    down: () => {
      if (isUp) onLost();
      isUp = false;
    },
    mend: () => {
      if (isUp || timer) return;
      timer = setTimeout(() => {
        timer = undefined;
        if (!isUp) reopen();
      }, random() * LONGEST_MEND_MS);
    },
    stop,
  };
}
