import type { Result } from '@fastops/shared/base/result';
import type { Actor } from '../../context.ts';

export type PinInput = { readonly staffId: string; readonly pin: string };

export type LoginRefusal =
  | { readonly code: 'terminal.not-enrolled' }
  | { readonly code: 'login.wrong-pin'; readonly waitMs: number }
  | { readonly code: 'login.wait'; readonly waitMs: number }
  | { readonly code: 'login.locked' };

/** Checks a PIN against the grant in force. Slow on purpose, so it waits outside any transaction. */
export type LoginPort = { check(input: PinInput): Promise<Result<Actor, LoginRefusal>> };
