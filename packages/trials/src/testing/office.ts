import type { TrialCloud } from './trial-cloud.ts';

/** The owner at the dashboard's own door. */
export type Office = {
  ask<R>(path: string): Promise<R>;
  tell<R>(path: string, input: unknown): Promise<R>;
};

/** Logs the demo's owner in, over HTTP like a browser. */
export async function officeOf({ cloud, demo }: TrialCloud): Promise<Office> {
  const call = async <R>(path: string, init: RequestInit): Promise<R> => {
    const answer = await fetch(`${cloud.url}/trpc/${path}`, init);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${text}`);
    return (JSON.parse(text) as { result: { data: R } }).result.data;
  };
  const post = (input: unknown, token?: string): RequestInit => ({
    method: 'POST',
    body: JSON.stringify(input),
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
  });
  const { email, password } = demo.owner;
  const { token } = await call<{ token: string }>('auth.login', post({ email, password }));
  return {
    ask: (path) => call(path, { headers: { authorization: `Bearer ${token}` } }),
    tell: (path, input) => call(path, post(input, token)),
  };
}
