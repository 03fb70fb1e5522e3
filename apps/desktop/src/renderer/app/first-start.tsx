import type { ReactNode } from 'react';

import { FitnessSection } from '../features/device/fitness-section.tsx';
import { PreparedFor } from '../features/first-start/prepared-for.tsx';
import { DrawerStep } from '../features/first-start/drawer-step.tsx';
import { ScreenStep } from '../features/first-start/screen-step.tsx';
import { StepFrame } from '../features/first-start/step-frame.tsx';
import { LanPart } from '../features/lan/lan.screen.tsx';
import { PrintersTab } from '../features/printing/printers-tab.tsx';
import { FIRST_STEPS, stepFrom, stepsFor, useFirstStart, type FirstStep } from '../lib/first-start.ts';
import { useLook } from '../lib/look.ts';
import type { Me, TerminalStatus } from '../lib/terminal.queries.ts';
import { can } from '../lib/terminal.queries.ts';
import { TopBar } from './top-bar.tsx';

/** The steps that somebody who may set the till up goes through after their first log-in. */
const PARTS: Readonly<Partial<Record<FirstStep, ReactNode>>> = {
  printers: <PrintersTab mayManage />,
  drawer: <DrawerStep />,
  screen: <ScreenStep />,
  hub: <LanPart mayManage />,
  check: <FitnessSection mayRun />,
};

type FirstStartProps = { readonly terminal: TerminalStatus; readonly me: Me; readonly children: ReactNode };

/** Goes before the till's work while its first start isn't finished; somebody who may not set it up works as always. */
export function FirstStart({ terminal, me, children }: FirstStartProps) {
  const { step, go } = useFirstStart();
  const look = useLook();
  const steps = stepsFor(look?.role);
  // A step that this role isn't asked is gone over.
  const current = step && stepFrom(look?.role, FIRST_STEPS.indexOf(step));
  const part = current && PARTS[current];
  if (!part || !can(me, 'printers.manage')) return children;
  const at = steps.indexOf(current);
  const before = steps[at - 1];
  const onBack = before && PARTS[before] ? () => go(before) : undefined;
  return (
    <div className="flex h-full flex-col">
      <TopBar terminal={terminal} />
      <StepFrame step={current} steps={steps} onNext={() => go(steps[at + 1])} onLater={() => go(undefined)} onBack={onBack}>
        {current === 'hub' && <PreparedFor role={look?.role} />}
        {part}
      </StepFrame>
    </div>
  );
}
