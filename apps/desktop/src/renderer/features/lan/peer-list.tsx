import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { ChefHat, Monitor } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { ShownPeer } from './lan.queries.ts';
import { useUnpair } from './lan.queries.ts';

type PeerListProps = { readonly peers: readonly ShownPeer[]; readonly isHub: boolean; readonly mayManage: boolean };

export function PeerList({ peers, isHub, mayManage }: PeerListProps) {
  const { t } = useTranslation();
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-16 font-semibold">{t('lan.peers')}</h3>
      <ul className="divide-y divide-line rounded-md border border-line">
        {peers.map((peer) => (
          <Peer key={peer.peerId} peer={peer} showsLine={isHub && !peer.isSelf} mayUnpair={mayManage && isHub && !peer.isSelf} />
        ))}
      </ul>
    </section>
  );
}

type PeerProps = { readonly peer: ShownPeer; readonly showsLine: boolean; readonly mayUnpair: boolean };

function Peer({ peer, showsLine, mayUnpair }: PeerProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const unpair = useUnpair();
  const Icon = peer.kind === 'till' ? Monitor : ChefHat;
  return (
    <li className="flex min-h-14 items-center gap-3 px-4 py-2" data-testid="lan-peer">
      <Icon aria-hidden className="size-5 shrink-0 text-ink-muted" />
      <span className="min-w-0 flex-1 truncate text-16 font-medium">{peer.name}</span>
      {peer.isSelf && <Badge>{t('lan.peer.self')}</Badge>}
      {peer.isHub && <Badge tone="info">{t('lan.peer.hub')}</Badge>}
      {showsLine && (
        <Badge tone={peer.isConnected ? 'positive' : 'neutral'}>{t(peer.isConnected ? 'lan.peer.here' : 'lan.peer.away')}</Badge>
      )}
      {mayUnpair && !asking && (
        <Button size="touch" variant="ghost" onClick={() => setAsking(true)}>
          {t('lan.unpair')}
        </Button>
      )}
      {mayUnpair && asking && (
        <Button size="touch" variant="danger" busy={unpair.isPending} onClick={() => unpair.mutate(peer.peerId)}>
          {t('lan.unpair.confirm')}
        </Button>
      )}
    </li>
  );
}
