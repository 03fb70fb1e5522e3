import { useState } from 'react';

import { useLogin, useStaff } from '../features/login/login.queries.ts';
import { LoginScreen } from '../features/login/login.screen.tsx';
import { FirstPersonScreen } from '../features/first-start/first-person.screen.tsx';
import { CustodyFooter } from '../features/sync/custody-footer.tsx';
import { SyncScreen } from '../features/sync/sync.screen.tsx';
import type { TerminalStatus } from '../lib/terminal.queries.ts';
import { StartingScreen } from './problem.screen.tsx';
import { TopBar } from './top-bar.tsx';

export function LoginGate({ terminal }: { readonly terminal: TerminalStatus }) {
  const staff = useStaff();
  const login = useLogin();
  const [showSync, setShowSync] = useState(false);
  if (!staff.data) return <StartingScreen />;
  if (staff.data.length === 0)
    return (
      <div className="flex h-full flex-col">
        <TopBar terminal={terminal} />
        <FirstPersonScreen />
      </div>
    );
  return (
    <div className="flex h-full flex-col">
      <TopBar terminal={terminal} />
      <LoginScreen
        heading={[terminal.companyName, terminal.branchName].filter(Boolean).join(' · ')}
        staff={staff.data}
        state={login.state}
        onPin={login.tryPin}
      />
      <CustodyFooter onPress={() => setShowSync(true)} />
      {showSync && <SyncScreen mayPush={false} secretsBackend={terminal.secretsBackend} onClose={() => setShowSync(false)} />}
    </div>
  );
}
