/** Permissions by the part of the product they belong to, in the catalogue's order. */
export function byGroup<P extends string>(permissions: readonly P[]): [string, P[]][] {
  return [...Map.groupBy(permissions, (each) => each.split('.')[0] ?? each)];
}
