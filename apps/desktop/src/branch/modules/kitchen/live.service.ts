/** How often a screen hears that its line stands, though nothing changed. */
const BEAT_MS = 2_000;

/** `changed`: ask again. `beat`: nothing new; the line stands. */
export type KitchenNews = 'changed' | 'beat';

/** What a kitchen screen listens to. */
export type NewsSource = { onChange(listen: (topics: readonly string[]) => void): () => void };

const CONCERNS: ReadonlySet<string> = new Set(['kitchen', 'orders', 'catalog']);

/** News for one screen until it hangs up: each change at once, and a beat in between, so that silence means a dead line. */
export async function* kitchenNews({ onChange }: NewsSource, signal: AbortSignal): AsyncGenerator<KitchenNews> {
  // The first news is that the line stands; what happened before it is asked for.
  const state = { changed: true, wake: () => {} };
  const stop = onChange((topics) => {
    if (!topics.some((topic) => CONCERNS.has(topic))) return;
    state.changed = true;
    state.wake();
  });
  const beat = setInterval(() => state.wake(), BEAT_MS);
  const onAbort = () => state.wake();
  signal.addEventListener('abort', onAbort);
  try {
    while (!signal.aborted) {
      const news = state.changed ? 'changed' : 'beat';
      state.changed = false;
      yield news;
      if (!state.changed && !signal.aborted) await new Promise<void>((resolve) => (state.wake = resolve));
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    clearInterval(beat);
    stop();
  }
}
