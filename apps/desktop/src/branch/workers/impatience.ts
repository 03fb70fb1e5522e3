import type { CloudClient } from '../adapters/cloud-client.ts';

/** A call that takes longer is given its time, and meanwhile the cloud counts as gone. */
const PATIENCE_MS = 4_000;

/** More than this may take its time on a thin line; whether that is still there, the line itself says. */
const SMALL_PUSH_EVENTS = 50;

/** The same client; `onSlow` hears of every call that keeps the till waiting. */
export function withImpatience(client: CloudClient, onSlow: (call: string) => void): CloudClient {
  const timed = <I extends unknown[], O>(name: string, call: (...input: I) => Promise<O>) => {
    return async (...input: I): Promise<O> => {
      const timer = setTimeout(() => onSlow(name), PATIENCE_MS);
      try {
        return await call(...input);
      } finally {
        clearTimeout(timer);
      }
    };
  };
  const push = timed('push', client.push);
  return {
    ...client,
    hello: timed('hello', client.hello),
    push: (input) => (input.events.length > SMALL_PUSH_EVENTS ? client.push(input) : push(input)),
    openStream: timed('openStream', client.openStream),
    grant: timed('grant', client.grant),
  };
}
