/** What screens listen to: which topics changed, never the data itself. */
export type ChangeSource<T> = { onChange(listen: (topics: readonly T[]) => void): () => void };

/** Every change from now on, merged while nobody reads, until the listener goes away. */
export async function* changes<T>(source: ChangeSource<T>, signal: AbortSignal): AsyncGenerator<readonly T[]> {
  const waiting = new Set<T>();
  let wake = () => {};
  const stop = source.onChange((topics) => {
    for (const topic of topics) waiting.add(topic);
    wake();
  });
  const onAbort = () => wake();
  signal.addEventListener('abort', onAbort);
  try {
    while (!signal.aborted) {
      if (waiting.size === 0) await new Promise<void>((resolve) => (wake = resolve));
      const topics = [...waiting];
      waiting.clear();
      if (topics.length > 0 && !signal.aborted) yield topics;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    stop();
  }
}
