/** Whether objects and lists are nested deeper than this; level by level, so that no depth is too deep to be looked at. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  let level = [value].filter(isNest);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    level = level.flatMap((each) => Object.values(each).filter(isNest));
  }
  return false;
}

function isNest(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
