/** Where news of commits come from. */
export type NewsSource<N> = { subscribe(companyId: string, hear: (news: N) => void): () => void };

/**
 * News of one company from the moment of this call, in order, until the listener goes away.
 * A slow listener gets the latest per scope.
 */
export function newsOf<N extends { readonly scope: string }>(
  source: NewsSource<N>,
  companyId: string,
  signal: AbortSignal,
): AsyncGenerator<N> {
  const waiting = new Map<string, N>();
  let wake = () => {};
  const stop = source.subscribe(companyId, (news) => {
    waiting.set(news.scope, news);
    wake();
  });
  const leave = () => {
    stop();
    wake();
  };
  signal.addEventListener('abort', leave);
  return heard();

  async function* heard(): AsyncGenerator<N> {
    try {
      while (!signal.aborted) {
        if (waiting.size === 0) await new Promise<void>((resolve) => (wake = resolve));
        const batch = [...waiting.values()];
        waiting.clear();
        yield* batch;
      }
    } finally {
      signal.removeEventListener('abort', leave);
      stop();
    }
  }
}
