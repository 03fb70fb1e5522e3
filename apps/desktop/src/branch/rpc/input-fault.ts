import { z } from 'zod';

/** Why an input was not taken, so that the screen has a sentence for it: a code, and which field. */
export type InputFault = {
  readonly code: `input.${'too-small' | 'too-large' | 'too-long' | 'unknown-field' | 'bad'}`;
  readonly field: string;
};

/** What a door's schema said, in one code; nothing when the error is of another kind. */
export function inputFault(cause: unknown): { readonly input?: InputFault } {
  if (!(cause instanceof z.ZodError)) return {};
  const [issue] = cause.issues;
  return issue ? { input: { code: codeOf(issue), field: issue.path.join('.') } } : {};
}

function codeOf(issue: z.core.$ZodIssue): InputFault['code'] {
  if (issue.code === 'unrecognized_keys') return 'input.unknown-field';
  if (issue.code === 'too_small') return 'input.too-small';
  if (issue.code === 'too_big') return issue.origin === 'string' ? 'input.too-long' : 'input.too-large';
  return 'input.bad';
}
