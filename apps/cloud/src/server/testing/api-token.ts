import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

/** What a program sends as a bearer, once it has logged in at the public API. */
export async function apiToken(door: FastifyInstance, { email, password }: { email: string; password: string }): Promise<string> {
  const answer = await door.inject({ method: 'POST', url: '/api/v1/auth/login', payload: { email, password } });
  return z.object({ accessToken: z.string() }).parse(answer.json()).accessToken;
}
