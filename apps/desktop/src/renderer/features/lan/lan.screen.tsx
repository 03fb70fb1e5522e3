import { Banner } from '@fastops/ui/banner';
import { Button } from '@fastops/ui/button';
import { Sheet } from '@fastops/ui/sheet';
import { Skeleton } from '@fastops/ui/skeleton';
import { Router, Unplug, Wifi } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { JoinForm } from './join-form.tsx';
import { kitchenUrl } from './lan-address.ts';
import type { LanStatus } from './lan.queries.ts';
import { useLan, useLeaveRole } from './lan.queries.ts';
import { PairingSection } from './pairing-section.tsx';
import { PeerList } from './peer-list.tsx';
import { TakeOverDialog } from './take-over-dialog.tsx';

type LanScreenProps = { readonly mayManage: boolean; readonly onClose: () => void };

/** The shop's own network: who is the hub, who is paired, and what to do when the hub is gone. */
export function LanScreen({ mayManage, onClose }: LanScreenProps) {
  const { t } = useTranslation();
  return (
    <Sheet open width="wide" onClose={onClose} title={t('lan.title')} description={t('lan.explain')} closeLabel={t('common.close')}>
      <LanPart mayManage={mayManage} />
    </Sheet>
  );
}

/** The same without its sheet, for the first start. */
export function LanPart({ mayManage }: { readonly mayManage: boolean }) {
  const { data: lan } = useLan();
  const [taking, setTaking] = useState(false);
  if (!lan) return <Skeleton className="h-40" />;
  const isHub = lan.role === 'hub';
  return (
    <div className="flex flex-col gap-6" data-testid="lan-panel">
      <Standing lan={lan} />
      {mayManage && isHub && <PairingSection lan={lan} />}
      {lan.peers.length > 0 && <PeerList peers={lan.peers} isHub={isHub} mayManage={mayManage} />}
      {mayManage && (isHub ? <LeaveRole /> : <Ways lan={lan} onTake={() => setTaking(true)} />)}
      {taking && <TakeOverDialog lan={lan} onClose={() => setTaking(false)} />}
    </div>
  );
}

function Standing({ lan }: { readonly lan: LanStatus }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-3">
      <div className="overflow-hidden rounded-md border border-line" data-testid="lan-standing">
        <Banner tone={lan.doorFault ? 'warning' : 'quiet'} icon={lan.role === 'hub' ? Router : lan.isConnected ? Wifi : Unplug}>
          <StandingText lan={lan} />
        </Banner>
      </div>
      {lan.door && (
        <p className="text-14 text-ink-muted">
          {t('lan.address')}{' '}
          <span className="font-semibold text-ink tabular-nums" data-testid="lan-address">
            {lan.door.addresses.map((address) => `${address}:${lan.door?.port}`).join('  ·  ')}
          </span>
        </p>
      )}
      {lan.door && lan.kitchen && <KitchenAddress door={lan.door} kitchen={lan.kitchen} />}
      {lan.doorFault && <p className="text-12 wrap-break-word text-ink-muted">{t('lan.door-fault', { fault: lan.doorFault })}</p>}
      {lan.waitingForCloud > 0 && <p className="text-14 text-ink-muted">{t('lan.waiting', { count: lan.waitingForCloud })}</p>}
    </div>
  );
}

type KitchenAddressProps = { readonly [Key in 'door' | 'kitchen']: NonNullable<LanStatus[Key]> };

function KitchenAddress({ door, kitchen }: KitchenAddressProps) {
  const { t } = useTranslation();
  return (
    <p className="text-14 text-ink-muted">
      {t('lan.kitchen-address')}{' '}
      <span className="font-semibold text-ink tabular-nums" data-testid="kitchen-address">
        {door.addresses.map((address) => kitchenUrl({ address, port: kitchen.port })).join('  ·  ')}
      </span>
    </p>
  );
}

function StandingText({ lan }: { readonly lan: LanStatus }) {
  const { t } = useTranslation();
  if (lan.role === 'alone') return t('lan.standing.alone');
  if (lan.role === 'hub') return t(lan.door ? 'lan.standing.hub' : 'lan.standing.hub-shut');
  if (lan.hubName === null) return t('lan.standing.no-hub');
  return t(lan.isConnected ? 'lan.standing.connected' : 'lan.standing.lost', { hub: lan.hubName });
}

/** What a till that isn't the hub may do about it. */
function Ways({ lan, onTake }: { readonly lan: LanStatus; readonly onTake: () => void }) {
  return (
    <>
      <BecomeHub lan={lan} onPress={onTake} />
      {!lan.isConnected && <JoinForm isPaired={lan.role === 'peer'} />}
    </>
  );
}

function BecomeHub({ lan, onPress }: { readonly lan: LanStatus; readonly onPress: () => void }) {
  const { t } = useTranslation();
  return (
    <section className="flex flex-col gap-2">
      <p className="text-14 text-ink-muted">{t(lan.role === 'peer' ? 'lan.take-over.hint' : 'lan.become.hint')}</p>
      <Button size="touch" icon={Router} onClick={onPress} data-testid="lan-take">
        {t(lan.role === 'peer' ? 'lan.take-over' : 'lan.become')}
      </Button>
    </section>
  );
}

function LeaveRole() {
  const { t } = useTranslation();
  const leave = useLeaveRole();
  return (
    <Button size="touch" variant="ghost" icon={Unplug} busy={leave.isPending} onClick={() => leave.mutate()} data-testid="lan-leave">
      {t('lan.leave')}
    </Button>
  );
}
