import { useRef, useState } from 'react';

import { leave, useLeaving } from '../../lib/leaving.ts';
import { LeaveDialog } from './leave-dialog.tsx';
import { useCustody } from './sync.queries.ts';

/** Holds the window open while something is only on this till, until a person has decided. */
export function LeaveGuard() {
  const { data: view } = useCustody();
  const [asking, setAsking] = useState(false);
  const decided = useRef(false);
  useLeaving(() => {
    const held = !decided.current && (view?.log?.unsynced.count ?? 0) > 0;
    if (held) setAsking(true);
    return held;
  });
  if (!asking || !view?.log) return null;
  const go = () => {
    decided.current = true;
    leave();
  };
  return <LeaveDialog unsynced={view.log.unsynced} online={view.link.online} onLeave={go} onStay={() => setAsking(false)} />;
}
