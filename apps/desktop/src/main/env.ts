/**
 * What the branch server inherits. A native file to load and a lower SQLite floor are for the test runtime:
 * in a shop nobody's environment may ask for them.
 */
export function branchEnv(isPackaged: boolean, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  if (!isPackaged) return env;
  const { FASTOPS_SQLITE_BINDING: _binding, FASTOPS_TEST_RUNTIME: _runtime, ...rest } = env;
  return rest;
}
