import type { ReactNode } from 'react';

import type { TerminalStatus } from '../lib/terminal.queries.ts';
import { SettingsMenu } from './settings-menu.tsx';
import { Wordmark } from './wordmark.tsx';

type TopBarProps = { readonly terminal?: TerminalStatus; readonly children?: ReactNode; readonly menu?: ReactNode };

export function TopBar({ terminal, children, menu }: TopBarProps) {
  const place = [terminal?.branchName, terminal?.terminalName].filter(Boolean).join(' · ');
  return (
    <header className="flex h-14 shrink-0 items-center gap-3 border-b border-line bg-surface-raised pr-2 pl-4">
      <Wordmark />
      {place && <span className="min-w-0 truncate text-14 text-ink-muted">{place}</span>}
      <span className="flex-1" />
      {menu ?? <SettingsMenu />}
      {children}
    </header>
  );
}
