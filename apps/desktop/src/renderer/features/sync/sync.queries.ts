import type { Money } from '@fastops/shared/base/money';
import { useMutation, useQuery } from '@tanstack/react-query';

import type { BranchOutputs } from '../../lib/branch.tsx';
import { useBranch } from '../../lib/branch.tsx';

export type CustodyView = BranchOutputs['custody']['view'];
export type Link = CustodyView['link'];
export type Log = NonNullable<CustodyView['log']>['streams'][number];
export type Parked = BranchOutputs['custody']['parked'][number];

/** The age of things shows, so it is asked again now and then even when nothing changed. */
const REFRESH_MS = 15_000;

export function useCustody() {
  const branch = useBranch();
  return useQuery({ queryKey: ['sync', 'custody'], queryFn: () => branch.custody.view.query(), refetchInterval: REFRESH_MS });
}

export function useParked(enabled: boolean) {
  const branch = useBranch();
  return useQuery({ queryKey: ['sync', 'parked'], queryFn: () => branch.custody.parked.query(), enabled });
}

export function useSyncNow() {
  const branch = useBranch();
  return useMutation({ mutationFn: () => branch.sync.now.mutate() });
}

export type Held = { readonly count: number; readonly value: Money };

/** What is neither in the cloud nor in a checked export; undefined when there is nothing, or nobody knows yet. */
export function useHeldBack(): Held | undefined {
  const branch = useBranch();
  const { data: guard } = useQuery({ queryKey: ['sync', 'let-go'], queryFn: () => branch.sync.mayLetGo.query() });
  return guard && !guard.ok ? guard.refusal : undefined;
}

/** What keeps the uninstaller away: an export that nobody but the shop knows of is not enough for it. */
export function useHeldFromRemoval(): Held | undefined {
  const branch = useBranch();
  const { data: guard } = useQuery({ queryKey: ['sync', 'remove'], queryFn: () => branch.sync.mayRemove.query() });
  return guard && !guard.ok ? guard.refusal : undefined;
}

/** The owner's code: a copy is made and checked, and then the uninstaller may. */
export function useAllowRemoval() {
  const branch = useBranch();
  return useMutation({ mutationFn: (code: string) => branch.sync.allowRemoval.mutate({ code }) });
}

/** Writes what is only here to a file that proves itself; whoever holds that file may let go of this till. */
export function useExport() {
  const branch = useBranch();
  return useMutation({ mutationFn: () => branch.sync.exportUnsynced.mutate({}) });
}

/** Whose PIN may unlink this computer; the branch server decides again. */
const RESPONSIBLE: readonly string[] = ['owner', 'administrator', 'manager'];

export function useResponsible() {
  const branch = useBranch();
  const { data: staff } = useQuery({ queryKey: ['identity', 'staff'], queryFn: () => branch.identity.staff.query() });
  return staff?.filter(({ role }) => RESPONSIBLE.includes(role)) ?? [];
}

/** Unlinks this computer from its branch. The server starts again behind it, and the screens then ask for a code. */
export function useRelease() {
  const branch = useBranch();
  return useMutation({ mutationFn: (by: { readonly staffId: string; readonly pin: string }) => branch.terminal.release.mutate(by) });
}

/** A person has read that this till began a new log. */
export function useAcknowledge() {
  const branch = useBranch();
  return useMutation({ mutationFn: (streamId: string) => branch.custody.acknowledge.mutate({ streamId }) });
}
