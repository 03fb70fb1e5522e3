import { done, refuse, type Result } from '@fastops/shared/base/result';
import type { TenantSql } from '../../db/tenant-scope.ts';
import { claimAnswer, dropAnswers, readAnswer, saveAnswer } from './answers.store.ts';

/** A write that its client gave a name, and what it asked. */
export type NamedRequest = { readonly key: string; readonly requestHash: string; readonly now: number };
export type AnswerRefusal = { readonly code: 'idempotency.other-request' };
export type Answered<R> = { readonly value: R; readonly isRepeat: boolean };

/** For so long the same name is the same write. */
const GOOD_FOR_MS = 24 * 3_600_000;

/**
 * Does a write once for each name. The answer is kept in the write's own transaction, so there is never one without the other:
 * a refusal, or a server that died in the middle, leaves the name free. Of two at once the second waits for the first.
 */
export async function answeredOnce<R>(
  sql: TenantSql,
  request: NamedRequest,
  run: () => Promise<R>,
): Promise<Result<Answered<R>, AnswerRefusal>> {
  if (await claimAnswer(sql, { ...request, goodFor: GOOD_FOR_MS })) {
    const value = await run();
    await saveAnswer(sql, request.key, JSON.stringify(value ?? null));
    return done({ value, isRepeat: false });
  }
  const kept = await readAnswer(sql, request.key);
  if (kept?.requestHash !== request.requestHash) return refuse({ code: 'idempotency.other-request' });
  return done({ value: JSON.parse(kept.answer) as R, isRepeat: true });
}

/** Answers whose day is over. */
export async function dropOldAnswers(sql: TenantSql, now: number): Promise<void> {
  await dropAnswers(sql, now - GOOD_FOR_MS);
}
