import type { ReactNode } from 'react';

import { useLook } from '../lib/look.ts';
import type { TerminalStatus } from '../lib/terminal.queries.ts';
import { SettingsMenu } from './settings-menu.tsx';
import { BranchMark } from './wordmark.tsx';

type TopBarProps = { readonly terminal?: TerminalStatus; readonly children?: ReactNode; readonly menu?: ReactNode };

export function TopBar({ terminal, children, menu }: TopBarProps) {
  const look = useLook();
  const { branchName, terminalName } = terminal ?? look ?? {};
  const place = [branchName, terminalName].filter(Boolean).join(' · ');
  return (
    <header className="flex h-14 shrink-0 items-center gap-3 border-b border-line bg-surface-raised pr-2 pl-4">
      <BranchMark />
      {place && <span className="min-w-0 truncate text-14 text-ink-muted">{place}</span>}
      <span className="flex-1" />
      {menu ?? <SettingsMenu />}
      {children}
    </header>
  );
}
