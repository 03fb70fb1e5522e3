import { Button } from '@fastops/ui/button';
import { ChefHat, MonitorSmartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useNow } from '../../lib/use-now.ts';
import type { LanStatus, PeerKind } from './lan.queries.ts';
import { kitchenUrl, pairingText } from './lan-address.ts';
import { QrCode } from './qr-code.tsx';
import { useOfferCode, useWithdrawCode } from './lan.queries.ts';

const SECOND_MS = 1_000;

/** One code at a time, big enough to be read from across the counter, with the seconds that it has left. */
export function PairingSection({ lan }: { readonly lan: LanStatus }) {
  const { pairing } = lan;
  const { t } = useTranslation();
  const offer = useOfferCode();
  const withdraw = useWithdrawCode();
  const now = useNow(SECOND_MS);
  const shown = offer.data;
  const left = shown ? Math.ceil((shown.expiresAt - now) / 1000) : 0;
  // The server forgets a code that was used or tried too often; then it is not shown any longer either.
  const isShown = shown !== undefined && pairing?.expiresAt === shown.expiresAt && left > 0;
  return (
    <section className="flex flex-col gap-3">
      <h3 className="text-16 font-semibold">{t('lan.pair')}</h3>
      {!isShown && (
        <div className="grid grid-cols-2 gap-3">
          <Button size="touch" icon={MonitorSmartphone} busy={offer.isPending} onClick={() => offer.mutate('till')} data-testid="pair-till">
            {t('lan.pair.till')}
          </Button>
          <Button size="touch" icon={ChefHat} busy={offer.isPending} onClick={() => offer.mutate('kitchen')} data-testid="pair-kitchen">
            {t('lan.pair.kitchen')}
          </Button>
        </div>
      )}
      {isShown && (
        <div className="flex flex-col items-center gap-2 rounded-md border border-line bg-surface-raised p-4">
          <p className="text-14 text-ink-muted">{t(shown.kind === 'till' ? 'lan.pair.type-till' : 'lan.pair.type-kitchen')}</p>
          <p className="text-40 font-semibold tracking-widest tabular-nums" data-testid="pairing-code">
            {shown.code}
          </p>
          <PairingQr lan={lan} kind={shown.kind} code={shown.code} />
          <p className="text-14 text-ink-muted">{t('lan.pair.left', { count: left })}</p>
          <Button size="touch" variant="ghost" onClick={() => withdraw.mutate()}>
            {t('lan.pair.withdraw')}
          </Button>
        </div>
      )}
    </section>
  );
}

type PairingQrProps = { readonly lan: LanStatus; readonly kind: PeerKind; readonly code: string };

/** For a till's scanner; for a tablet's camera it is the kitchen's address, code included. */
function PairingQr({ lan, kind, code }: PairingQrProps) {
  const { door, kitchen } = lan;
  const address = door?.addresses[0];
  if (!door || address === undefined) return null;
  if (kind === 'till') return <QrCode text={pairingText({ address, port: door.port, code })} />;
  if (!kitchen) return null;
  const url = kitchenUrl({ address, port: kitchen.port });
  return (
    <>
      <p className="text-16 font-semibold tabular-nums">{url}</p>
      <QrCode text={`${url}/#${code}`} />
    </>
  );
}
