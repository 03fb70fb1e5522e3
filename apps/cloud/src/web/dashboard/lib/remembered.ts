/** Small settings of this browser. One that refuses to keep them (private mode) still works, and forgets. */
export function remembered<Value extends string>(key: string, known: readonly Value[]): Value | undefined {
  try {
    const kept = window.localStorage.getItem(key);
    return known.find((value) => value === kept);
  } catch {
    return undefined;
  }
}

export function remember(key: string, value: string): void {
  try {
    window.localStorage.setItem(key, value);
  } catch {
    // Not kept: the next visit starts from the default.
  }
}
