import { EnrolGate } from './enrol-gate.tsx';
import { FirstStart } from './first-start.tsx';
import { LeaveGuard } from '../features/sync/leave-guard.tsx';
import { LoginGate } from './login-gate.tsx';
import { ProblemScreen, StartingScreen } from './problem.screen.tsx';
import { ShiftGate } from './shift-gate.tsx';
import { startFault } from '../lib/fault.ts';
import { useBranchLook } from '../lib/look.ts';
import { useMe, useTerminalStatus } from '../lib/terminal.queries.ts';
import { useChanges } from '../lib/use-changes.ts';

/** One window, one screen at a time: which one follows from what is true, so there are no addresses and no way to get lost. */
export function Till() {
  useChanges();
  useBranchLook();
  const terminal = useTerminalStatus();
  const me = useMe();
  const error = terminal.error ?? me.error;
  if (error)
    return (
      <ProblemScreen
        code={startFault(error)}
        onRetry={() => {
          void terminal.refetch();
          void me.refetch();
        }}
      />
    );
  if (terminal.data === undefined || me.data === undefined) return <StartingScreen />;
  if (!terminal.data.enrolled) return <EnrolGate {...terminal.data} />;
  return (
    <>
      {me.data === null ? (
        <LoginGate terminal={terminal.data} />
      ) : (
        <FirstStart terminal={terminal.data} me={me.data}>
          <ShiftGate terminal={terminal.data} me={me.data} />
        </FirstStart>
      )}
      <LeaveGuard />
    </>
  );
}
