/**
 * Stops the command when something that can't be is. Stays on in production:
 * a rolled-back command is cheaper than a wrong peso.
 */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionFailure(message);
}

/** Marks the branch of a union that the types say can't be reached. */
export function never(value: never): never {
  throw new AssertionFailure(`unreachable: ${JSON.stringify(value)}`);
}

/** Thrown by {@link assert}: a bug in our own code, never the user's fault. */
export class AssertionFailure extends Error {
  override readonly name = 'AssertionFailure';
}
