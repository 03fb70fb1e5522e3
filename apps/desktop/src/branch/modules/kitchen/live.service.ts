/** How often a screen hears that its line stands, though nothing changed. */
const BEAT_MS = 2_000;

/** In a rush a screen draws ten times a second and not at each press of each cook: the first news of a burst goes at once. */
const REST_MS = 100;

/** `changed`: ask again. `beat`: nothing new; the line stands. */
export type KitchenNews = 'changed' | 'beat';

/** What a kitchen screen listens to. */
export type NewsSource = {
  onChange(listen: (topics: readonly string[], events: readonly { readonly type: string }[]) => void): () => void;
};

const CONCERNS: ReadonlySet<string> = new Set(['kitchen', 'orders', 'catalog']);
/** What of an order's own facts a board shows; lines on their way into a cart are nothing to it. */
const SHOWN: ReadonlySet<string> = new Set([
  'order.line-voided',
  'order.cancelled',
  'order.merged',
  'order.renumbered',
  'order.type-changed',
  'order.table-set',
  'order.customer-set',
  'order.pickup-set',
]);

/** Screens say this themselves: drawing every board anew because one of them was looked at is work for nothing. */
const OWN_WORDS = 'kitchen.ticket-acknowledged';

function concerns(topics: readonly string[], events: readonly { readonly type: string }[]): boolean {
  if (events.length > 0) return events.some(({ type }) => (type.startsWith('kitchen.') && type !== OWN_WORDS) || SHOWN.has(type));
  return topics.some((topic) => CONCERNS.has(topic));
}

/** News for one screen until it hangs up: each change at once, and a beat in between, so that silence means a dead line. */
export async function* kitchenNews({ onChange }: NewsSource, signal: AbortSignal): AsyncGenerator<KitchenNews> {
  // The first news is that the line stands; what happened before it is asked for.
  const state = { changed: true, wake: () => {} };
  const stop = onChange((topics, events) => {
    if (!concerns(topics, events)) return;
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
      if (news === 'changed') await new Promise((resolve) => setTimeout(resolve, REST_MS));
      if (!state.changed && !signal.aborted) await new Promise<void>((resolve) => (state.wake = resolve));
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    clearInterval(beat);
    stop();
  }
}
