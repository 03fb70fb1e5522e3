import type { DisplayView } from './display-view.ts';
import { displayViewSchema } from './display-view.ts';

const CHANNEL = 'fastops-customer-display';

/** What the selling window tells the display, and that a display has just opened. */
type Message = { readonly kind: 'hello' } | { readonly kind: 'close' } | { readonly kind: 'view'; readonly view: unknown };

/** The selling window's end: says what to show, again to every display that opens. */
export function openDisplayChannel(): { show(view: DisplayView): void; closeDisplay(): void; stop(): void } {
  const channel = new BroadcastChannel(CHANNEL);
  let last: DisplayView | undefined;
  const say = (message: Message) => channel.postMessage(message);
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'hello' && last) say({ kind: 'view', view: last });
  };
  return {
    show: (view) => {
      last = view;
      say({ kind: 'view', view });
    },
    closeDisplay: () => say({ kind: 'close' }),
    stop: () => channel.close(),
  };
}

/** The display's end: hears views and nothing else; one that isn't a view is not shown. */
export function hearDisplayChannel(onView: (view: DisplayView) => void, onClose: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'close') onClose();
    if (data.kind !== 'view') return;
    const view = displayViewSchema.safeParse(data.view);
    if (view.success) onView(view.data);
  };
  channel.postMessage({ kind: 'hello' } satisfies Message);
  return () => channel.close();
}
