import { createTRPCUntypedClient, createWSClient, wsLink } from '@trpc/client';
import { pokeSchema, type Poke } from '@fastops/shared/sync/protocol';
import { PromptSocket } from './prompt-socket.ts';

/** Hears pokes, and whether the line that brings them is there. */
export type LineListener = { poke(poke: Poke): void; up(): void; down(): void };

/** The line on which the cloud says that there is something new. */
export function newsLine(cloudUrl: string, token: () => Promise<string>) {
  let open: { stop(): void } | undefined;
  let reopen = () => {};
  return {
    listen: (on: LineListener) => {
      reopen = () => {
        open?.stop();
        open = openLine({ cloudUrl, token, on });
      };
      reopen();
      return () => open?.stop();
    },
    reopen: () => reopen(),
    close: () => open?.stop(),
  };
}

type Line = { readonly cloudUrl: string; readonly token: () => Promise<string>; readonly on: LineListener };

function openLine({ cloudUrl, token, on }: Line): { stop(): void } {
  const socket = createWSClient({
    url: `${cloudUrl.replace(/^http/, 'ws')}/trpc`,
    WebSocket: PromptSocket as unknown as typeof globalThis.WebSocket,
    connectionParams: async () => ({ token: await token() }),
    lazy: { enabled: true, closeMs: 0 },
    // A line that went silent is seen within five seconds.
    keepAlive: { enabled: true, intervalMs: 2_500, pongTimeoutMs: 2_000 },
    retryDelayMs: (attempt) => Math.random() * Math.min(60_000, 500 * 2 ** attempt),
  });
  let stopped = false;
  const down = () => {
    if (!stopped) on.down();
  };
  const subscription = createTRPCUntypedClient({ links: [wsLink({ client: socket })] }).subscription('sync.poke', undefined, {
    onStarted: () => {
      if (!stopped) on.up();
    },
    onData: (data) => {
      const poke = pokeSchema.safeParse(data);
      if (poke.success && !stopped) on.poke(poke.data);
    },
    onError: down,
    onComplete: down,
    onConnectionStateChange: (state) => {
      if (state.state === 'connecting' && state.error) down();
    },
  });
  return {
    stop: () => {
      stopped = true;
      subscription.unsubscribe();
      void socket.close();
    },
  };
}
