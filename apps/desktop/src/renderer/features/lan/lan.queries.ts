import { useMutation, useQuery } from '@tanstack/react-query';

import type { BranchOutputs } from '../../lib/branch.tsx';
import { useBranch } from '../../lib/branch.tsx';

export type LanStatus = NonNullable<BranchOutputs['lan']['status']>;
export type ShownPeer = LanStatus['peers'][number];
/** What a code can be for; a browser pairs by the kitchen's. */
export type PeerKind = Exclude<ShownPeer['kind'], 'screen'>;

/** Who is connected is not a fact of the log, so it is asked again now and then. */
const REFRESH_MS = 5_000;

export function useLan() {
  const branch = useBranch();
  return useQuery({ queryKey: ['lan', 'status'], queryFn: () => branch.lan.status.query(), refetchInterval: REFRESH_MS });
}

/** Hubs that call out; asked again while the form is open. */
export function useHubsAround() {
  const branch = useBranch();
  return useQuery({ queryKey: ['lan', 'around'], queryFn: () => branch.lan.around.query(), refetchInterval: 2_000 });
}

export function useTakeRole(onDone: () => void) {
  const branch = useBranch();
  return useMutation({ mutationFn: () => branch.lan.takeRole.mutate(), onSuccess: onDone });
}

export function useLeaveRole() {
  const branch = useBranch();
  return useMutation({ mutationFn: () => branch.lan.leaveRole.mutate() });
}

export function useOfferCode() {
  const branch = useBranch();
  return useMutation({ mutationFn: (kind: PeerKind) => branch.lan.offerCode.mutate({ kind }) });
}

export function useWithdrawCode() {
  const branch = useBranch();
  return useMutation({ mutationFn: () => branch.lan.withdrawCode.mutate() });
}

export type JoinInput = { readonly address: string; readonly port: number; readonly code: string };

export function useJoin() {
  const branch = useBranch();
  return useMutation({ mutationFn: (input: JoinInput) => branch.lan.join.mutate(input) });
}

export function useUnpair() {
  const branch = useBranch();
  return useMutation({ mutationFn: (peerId: string) => branch.lan.unpair.mutate({ peerId }) });
}

export function useFenceRead() {
  const branch = useBranch();
  return useMutation({ mutationFn: () => branch.lan.fenceRead.mutate() });
}
