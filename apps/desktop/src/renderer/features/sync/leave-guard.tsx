import { useRef, useState } from 'react';

import { leave, useLeaving } from '../../lib/leaving.ts';
import { LeaveDialog } from './leave-dialog.tsx';
import { useCustody, useHeldBack } from './sync.queries.ts';

/** Holds the window open while something is only on this till, until it is in the cloud or in a checked file. */
export function LeaveGuard() {
  const { data: view } = useCustody();
  const held = useHeldBack();
  const [asking, setAsking] = useState(false);
  const decided = useRef(false);
  useLeaving(() => {
    const stays = !decided.current && held !== undefined;
    if (stays) setAsking(true);
    return stays;
  });
  if (!asking) return null;
  const go = () => {
    decided.current = true;
    leave();
  };
  return <LeaveDialog held={held} online={view?.link.online ?? false} onLeave={go} onStay={() => setAsking(false)} />;
}
