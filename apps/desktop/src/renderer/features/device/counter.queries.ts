import type { CounterDevice, CounterKind, PoleView } from '@fastops/shared/counter/counter-device';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import type { BranchOutputs } from '../../lib/branch.tsx';
import { useBranch } from '../../lib/branch.tsx';

export type FoundLine = Awaited<BranchOutputs['counter']['lines']>[number];

export function useCounterDevices() {
  const branch = useBranch();
  return useQuery({ queryKey: ['counter'], queryFn: () => branch.counter.devices.query() });
}

/** The serial ports of this computer, looked for anew whenever the form opens. */
export function useSerialLines() {
  const branch = useBranch();
  return useQuery({ queryKey: ['counter-lines'], queryFn: async () => await branch.counter.lines.query(), gcTime: 0, staleTime: 0 });
}

export function useSetDevice(onDone: () => void) {
  const branch = useBranch();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: { kind: CounterKind; settings: CounterDevice | null }) => branch.counter.set.mutate(input),
    onSuccess: onDone,
    onSettled: () => queries.invalidateQueries({ queryKey: ['counter'] }),
  });
}

export function useTryScale() {
  const branch = useBranch();
  return useMutation({ mutationFn: (scale: CounterDevice) => branch.counter.tryScale.mutate(scale) });
}

export function useTryPole() {
  const branch = useBranch();
  return useMutation({ mutationFn: (input: { pole: CounterDevice; view: PoleView }) => branch.counter.tryPole.mutate(input) });
}
