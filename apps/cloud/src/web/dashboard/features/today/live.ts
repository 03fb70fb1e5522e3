import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { api } from '../../lib/api.ts';
import { clientNow } from '../../lib/clock.ts';
import { TODAY } from '../../lib/query-keys.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** A hiccup shorter than this is nobody's business. */
const TELL_AFTER_MS = 2000;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

export type Live =
  | { readonly state: 'connecting' | 'on' }
  | { readonly state: 'lost'; readonly since: number; readonly reconnect: () => void };

/** Listens for what the tills push, and asks for the day again each time. Says when it hears nothing any more. */
export function useLive(): Live {
  const queries = useQueryClient();
  const [live, setLive] = useState<Live>({ state: 'connecting' });

  useEffect(() => {
    const line = openLine({
      onTick: oneAtATime(() => queries.refetchQueries({ queryKey: TODAY }, { cancelRefetch: true })),
      onUp: () => setLive({ state: 'on' }),
      onDown: (since) => setLive({ state: 'lost', since, reconnect: () => line.retry() }),
    });
    return line.close;
  }, [queries]);

  return live;
}

type Listener = { readonly onTick: () => void; readonly onUp: () => void; readonly onDown: (since: number) => void };
type Line = { readonly retry: () => void; readonly close: () => void };

function openLine({ onTick, onUp, onDown }: Listener): Line {
  let subscription: { unsubscribe: () => void } | undefined;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let tellTimer: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  let wasUp = false;

  function connect() {
    subscription?.unsubscribe();
    subscription = api.dashboard.live.subscribe(undefined, {
      onData: onTick,
      onStarted: up,
      onError: downAndRetry,
      onConnectionStateChange: watch,
    });
  }
  function up() {
    clearTimeout(tellTimer);
    tellTimer = undefined;
    tries = 0;
    // What was sold while nobody listened made no tick here.
    if (wasUp) onTick();
    wasUp = true;
    onUp();
  }
  function down() {
    const since = clientNow();
    tellTimer ??= setTimeout(() => onDown(since), TELL_AFTER_MS);
  }
  function watch(change: { readonly state: string; readonly error?: unknown }) {
    if (change.state === 'connecting' && change.error) down();
  }
  function downAndRetry() {
    down();
    // A refused line does not come back by itself; the day's own answer tells whether we are still logged in.
    onTick();
    clearTimeout(retryTimer);
    retryTimer = setTimeout(connect, Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS));
    tries += 1;
  }
  function retry() {
    clearTimeout(retryTimer);
    connect();
  }
  function close() {
    clearTimeout(retryTimer);
    clearTimeout(tellTimer);
    subscription?.unsubscribe();
  }

  connect();
  return { retry, close };
}
