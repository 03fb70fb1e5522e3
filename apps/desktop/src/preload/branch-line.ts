/** The line to the branch server: numbered questions over a MessagePort, kept out of the page's reach. */

export type CallType = 'query' | 'mutation';
/** What comes back from a call: data, or the router's own error shape. */
export type CallAnswer = { readonly ok: true; readonly data: unknown } | { readonly ok: false; readonly error: unknown };
/** What a subscription says. `lost` means that the line broke and was renewed: ask again from the start. */
export type SubscriptionNews =
  | { readonly kind: 'item'; readonly data: unknown }
  | { readonly kind: 'end' | 'lost' }
  | { readonly kind: 'error'; readonly error: unknown };

/** What the page sees as `window.fastops`. */
export type BranchBridge = {
  call(type: CallType, path: string, input: unknown): Promise<CallAnswer>;
  subscribe(path: string, input: unknown, hear: (news: SubscriptionNews) => void): () => void;
};

type Port = { post(message: Request | { kind: 'stop'; id: number }): void; listen(on: (message: unknown) => void): void };
type Reply = { id: number; kind: 'result' | 'item' | 'end' | 'error'; data?: unknown; error?: unknown };
type Request = { kind: 'call'; id: number; type: CallType | 'subscription'; path: string; input: unknown };
type Waiting = { request: Request; hear(reply: Reply): boolean; lost(): void };

const LOST: CallAnswer = { ok: false, error: { code: -1, message: 'branch.lost', data: { code: 'LINE_LOST' } } };

export function branchLine(): BranchBridge & { use(port: Port): void } {
  const waiting = new Map<number, Waiting>();
  const unsent: Request[] = [];
  let port: Port | undefined;
  let lastId = 0;
  const send = (request: Request) => {
    if (port) port.post(request);
    else unsent.push(request);
  };
  return {
    use: (next) => {
      const broken = port ? [...waiting.values()] : [];
      if (port) waiting.clear();
      port = next;
      port.listen((message) => {
        const reply = message as Reply;
        if (waiting.get(reply.id)?.hear(reply)) waiting.delete(reply.id);
      });
      for (const each of broken) each.lost();
      for (const request of unsent.splice(0)) port.post(request);
    },
    call: (type, path, input) =>
      new Promise((resolve) => {
        const request: Request = { kind: 'call', id: ++lastId, type, path, input };
        const hear = (reply: Reply) => {
          resolve(reply.kind === 'error' ? { ok: false, error: reply.error } : { ok: true, data: reply.data });
          return true;
        };
        // The branch server died before it answered: nobody knows whether it was done, so the screen asks what is true.
        waiting.set(request.id, { request, hear, lost: () => resolve(LOST) });
        send(request);
      }),
    subscribe: (path, input, hear) => {
      let id = 0;
      const start = () => {
        id = ++lastId;
        const request: Request = { kind: 'call', id, type: 'subscription', path, input };
        waiting.set(id, {
          request,
          hear: (reply) => {
            hear(newsOf(reply));
            return reply.kind !== 'item';
          },
          lost: () => {
            hear({ kind: 'lost' });
            start();
          },
        });
        send(request);
      };
      start();
      return () => {
        waiting.delete(id);
        port?.post({ kind: 'stop', id });
      };
    },
  };
}

function newsOf(reply: Reply): SubscriptionNews {
  if (reply.kind === 'error') return { kind: 'error', error: reply.error };
  return reply.kind === 'end' ? { kind: 'end' } : { kind: 'item', data: reply.data };
}
