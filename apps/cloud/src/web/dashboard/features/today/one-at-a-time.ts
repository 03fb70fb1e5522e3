/**
 * Turns many asks into few runs: one at a time, and one more after it when somebody asked meanwhile.
 * The last ask is always answered by a run that began after it.
 */
export function oneAtATime(run: () => Promise<unknown>): () => void {
  let running = false;
  let again = false;

  async function turn(): Promise<void> {
    running = true;
    try {
      do {
        again = false;
        await run();
      } while (again);
    } finally {
      running = false;
    }
  }

  return () => {
    if (running) again = true;
    else void turn();
  };
}
