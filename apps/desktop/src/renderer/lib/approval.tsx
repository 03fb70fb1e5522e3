import type { Refusal } from '@fastops/shared/base/result';
import type { ReactNode } from 'react';
import { createContext, use, useCallback, useState } from 'react';

/** What a supervisor is asked, as the dialog shows it. */
export type ApprovalQuestion = {
  readonly requestId: string;
  /** What is about to be done, in the words of the screen that does it. */
  readonly what: string;
  /** Why the person at the till can't decide it alone. */
  readonly refusal: Refusal;
  readonly answer: (approved: boolean) => void;
};

type Ask = (question: Omit<ApprovalQuestion, 'answer'>) => Promise<boolean>;
type Answer = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal };

const ApprovalContext = createContext<Ask | undefined>(undefined);

type ApprovalProviderProps = { readonly dialog: (question: ApprovalQuestion) => ReactNode; readonly children: ReactNode };

/** Holds the one question that is open; `dialog` draws it over whatever asked. */
export function ApprovalProvider({ dialog, children }: ApprovalProviderProps) {
  const [question, setQuestion] = useState<ApprovalQuestion>();
  const ask = useCallback<Ask>(
    (asked) =>
      new Promise((resolve) => {
        const answer = (approved: boolean) => {
          setQuestion(undefined);
          resolve(approved);
        };
        setQuestion({ ...asked, answer });
      }),
    [],
  );
  return (
    <ApprovalContext value={ask}>
      {children}
      {question && dialog(question)}
    </ApprovalContext>
  );
}

/**
 * Runs a command; where the branch server wants a supervisor, asks for one in place and runs the very same command again.
 * Whoever waves it away gets the refusal as it was.
 */
export function useApproval(): <R extends Answer>(what: string, run: () => Promise<R>) => Promise<R> {
  const ask = use(ApprovalContext);
  return useCallback(
    async (what, run) => {
      let answer = await run();
      for (let requestId = requestOf(answer); ask && requestId !== undefined && !answer.ok; requestId = requestOf(answer)) {
        if (!(await ask({ requestId, what, refusal: answer.refusal }))) return answer;
        answer = await run();
      }
      return answer;
    },
    [ask],
  );
}

function requestOf(answer: Answer): string | undefined {
  if (answer.ok) return undefined;
  const { requestId }: Refusal & { readonly requestId?: unknown } = answer.refusal;
  return typeof requestId === 'string' ? requestId : undefined;
}
