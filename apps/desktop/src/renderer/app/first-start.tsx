import type { ReactNode } from 'react';

import { FitnessSection } from '../features/device/fitness-section.tsx';
import { DrawerStep } from '../features/first-start/drawer-step.tsx';
import { ScreenStep } from '../features/first-start/screen-step.tsx';
import { StepFrame } from '../features/first-start/step-frame.tsx';
import { LanPart } from '../features/lan/lan.screen.tsx';
import { PrintersTab } from '../features/printing/printers-tab.tsx';
import { FIRST_STEPS, stepAfter, useFirstStart, type FirstStep } from '../lib/first-start.ts';
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
  const part = step && PARTS[step];
  if (!part || !can(me, 'printers.manage')) return children;
  const before = FIRST_STEPS[FIRST_STEPS.indexOf(step) - 1];
  const onBack = before && PARTS[before] ? () => go(before) : undefined;
  return (
    <div className="flex h-full flex-col">
      <TopBar terminal={terminal} />
      <StepFrame step={step} onNext={() => go(stepAfter(step))} onLater={() => go(undefined)} onBack={onBack}>
        {part}
      </StepFrame>
    </div>
  );
}
