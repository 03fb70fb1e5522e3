import { z } from 'zod';

/** The access token that the public API gives for a password. */
export async function restToken(url: string, credentials: { readonly email: string; readonly password: string }): Promise<string> {
  const answer = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    body: JSON.stringify({ email: credentials.email, password: credentials.password }),
    headers: { 'content-type': 'application/json' },
  });
  return z.object({ accessToken: z.string() }).parse(await answer.json()).accessToken;
}
