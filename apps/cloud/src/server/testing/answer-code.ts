/** How a call ended: `done`, or the code that it was refused with. */
export async function answerCode(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'done';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
