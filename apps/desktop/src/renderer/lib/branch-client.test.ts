import { expect, test } from 'vitest';

import type { BranchBridge, CallAnswer, SubscriptionNews } from '../../preload/branch-line.ts';
import { branchLine } from '../../preload/branch-line.ts';
import { createBranchClient } from './branch-client.ts';
import { startFault } from './fault.ts';

test('an answer comes back as it was sent', async () => {
  const { bridge, port } = aLine();
  const asked = createBranchClient(bridge).terminal.status.query();
  const [request] = await port.requests(1);
  expect(request).toMatchObject({ kind: 'call', type: 'query', path: 'terminal.status' });
  port.reply({ id: request?.id ?? 0, kind: 'result', data: { enrolled: true } });
  expect(await asked).toEqual({ enrolled: true });
});

test('a server that can’t use its file says why, and the screen can read it', async () => {
  const { bridge, port } = aLine();
  const asked = createBranchClient(bridge).identity.me.query();
  const [request] = await port.requests(1);
  const error = { code: -32012, message: 'database.newer', data: { code: 'PRECONDITION_FAILED', httpStatus: 412, path: 'identity.me' } };
  port.reply({ id: request?.id ?? 0, kind: 'error', error });
  const refusal = await asked.catch((reason: unknown) => reason);
  expect(startFault(refusal)).toBe('database.newer');
});

test('a line that breaks fails what was asked and tells the listener to start over', async () => {
  const { bridge, port, renew } = aLine();
  const client = createBranchClient(bridge);
  const starts: string[] = [];
  const topics: (readonly string[])[] = [];
  const listening = client.terminal.changes.subscribe(undefined, {
    onStarted: () => starts.push('started'),
    onData: (news) => topics.push(news),
  });
  const asked = client.identity.me.query();
  await port.requests(2);

  const next = renew();
  const failure = await asked.catch((reason: unknown) => reason);
  expect(startFault(failure)).toBeUndefined();
  expect(failure).toBeInstanceOf(Error);
  expect(starts).toEqual(['started', 'started']);

  const [again] = await next.requests(1);
  expect(again).toMatchObject({ type: 'subscription', path: 'terminal.changes' });
  next.reply({ id: again?.id ?? 0, kind: 'item', data: ['orders'] });
  expect(topics).toEqual([['orders']]);
  listening.unsubscribe();
  expect(next.sent.at(-1)).toEqual({ kind: 'stop', id: again?.id });
});

type Sent = { readonly kind: string; readonly id: number; readonly type?: string; readonly path?: string };
type Reply = { readonly id: number; readonly kind: 'result' | 'item' | 'end' | 'error'; readonly data?: unknown; readonly error?: unknown };

/** The preload's own line with the far end of its port in our hands. */
function aLine() {
  const line = branchLine();
  const bridge: BranchBridge = {
    call: (...call): Promise<CallAnswer> => line.call(...call),
    subscribe: (path, input, hear: (news: SubscriptionNews) => void) => line.subscribe(path, input, hear),
  };
  const renew = () => {
    const port = aPort();
    line.use(port.near);
    return port;
  };
  return { bridge, port: renew(), renew };
}

function aPort() {
  const sent: Sent[] = [];
  let hear: (message: unknown) => void = () => undefined;
  return {
    sent,
    near: { post: (message: Sent) => void sent.push(message), listen: (on: (message: unknown) => void) => void (hear = on) },
    reply: (reply: Reply) => hear(reply),
    /** tRPC sends on the next turn of the loop, so what was asked arrives a moment later. */
    requests: async (count: number): Promise<readonly Sent[]> => {
      await expect.poll(() => sent.length).toBe(count);
      return sent;
    },
  };
}
