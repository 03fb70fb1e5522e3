/** Name of a branch's scope of facts. */
export function branchScope(branchId: string): string {
  return `branch:${branchId}`;
}

/** Name of the company's scope of masters. */
export const COMPANY_SCOPE = 'company';
