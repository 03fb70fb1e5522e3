import type { PoleView } from '@fastops/shared/counter/counter-device';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';

import { useBranch } from '../../lib/branch.tsx';

/** Keeps the pole display, where one is set up, at what the cashier sees; one that is unplugged holds nobody up. */
export function usePole(view: PoleView): void {
  const branch = useBranch();
  const devices = useQuery({ queryKey: ['counter'], queryFn: () => branch.counter.devices.query() });
  const { mutate: show } = useMutation({ mutationFn: (shown: PoleView) => branch.counter.show.mutate(shown) });
  const pole = JSON.stringify(devices.data?.pole ?? null);
  // Compared as text: a drawing of the same sends nothing down the line.
  const text = JSON.stringify(view);
  useEffect(() => {
    if (pole !== 'null') show(JSON.parse(text) as PoleView);
  }, [show, pole, text]);
}
