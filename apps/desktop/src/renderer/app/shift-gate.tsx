import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { ClosedDialog } from '../features/shift/closed.dialog.tsx';
import { useCashStatus, useOpenShift } from '../features/shift/shift.queries.ts';
import { ShiftScreen } from '../features/shift/shift.screen.tsx';
import { useRefusalText } from '../lib/refusal-text.ts';
import type { Me, TerminalStatus } from '../lib/terminal.queries.ts';
import { can } from '../lib/terminal.queries.ts';
import { NotForSelling } from './not-for-selling.tsx';
import { SellGate } from './sell-gate.tsx';
import { StartingScreen } from './problem.screen.tsx';
import { WorkShell } from './work-shell.tsx';

type ShiftGateProps = { readonly terminal: TerminalStatus; readonly me: Me };

export function ShiftGate({ terminal, me }: ShiftGateProps) {
  const sells = can(me, 'orders.sell');
  const cash = useCashStatus(sells);
  if (!sells)
    return (
      <WorkShell terminal={terminal} me={me}>
        {(notices) => (
          <Resting notices={notices}>
            <NotForSelling name={me.name} />
          </Resting>
        )}
      </WorkShell>
    );
  if (!cash.data) return <StartingScreen />;
  if (cash.data.session) return <SellGate terminal={terminal} me={me} />;
  return (
    <WorkShell terminal={terminal} me={me}>
      {(notices) => (
        <Resting notices={notices}>
          <OpenShift me={me} suggestedFloat={cash.data.suggestedFloat} />
          <ClosedDialog />
        </Resting>
      )}
    </WorkShell>
  );
}

/** A screen with nothing to sell on it: the strips stand at its foot. */
function Resting({ notices, children }: { readonly notices: ReactNode; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-0 flex-1 flex-col">{children}</div>
      {notices}
    </div>
  );
}

type OpenShiftProps = { readonly me: Me; readonly suggestedFloat: NonNullable<ReturnType<typeof useCashStatus>['data']>['suggestedFloat'] };

function OpenShift({ me, suggestedFloat }: OpenShiftProps) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const open = useOpenShift();
  const refusal = open.data && !open.data.ok ? refusalText(open.data.refusal) : undefined;
  return (
    <ShiftScreen
      suggestedFloat={suggestedFloat}
      busy={open.isPending}
      error={refusal ?? (open.isError ? t('common.not-saved') : undefined)}
      disabledReason={can(me, 'cash.open') ? undefined : t('shift.not-allowed')}
      onOpen={open.mutate}
    />
  );
}
