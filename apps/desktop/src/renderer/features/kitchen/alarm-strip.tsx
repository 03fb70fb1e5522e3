import { Banner } from '@fastops/ui/banner';
import { Button } from '@fastops/ui/button';
import { BellRing, Printer } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

import type { Alarm } from './kitchen.queries.ts';
import { useAlarms, useReprint, useSeen } from './kitchen.queries.ts';
import { ring } from './sounds.ts';

const RING_EVERY_MS = 15_000;

/** At the till: a ticket that nobody in the kitchen has seen, where it is, and what to do. It stays until somebody has it. */
export function KitchenAlarmStrip({ enabled }: { readonly enabled: boolean }) {
  const { t } = useTranslation();
  const { data: alarms = [] } = useAlarms(enabled);
  const [first] = alarms;
  useRinging(alarms.length);
  const reprint = useReprint();
  const seen = useSeen();
  if (!first) return null;
  return (
    <div data-testid="kitchen-alarm">
      <Banner
        tone="danger"
        icon={BellRing}
        action={
          <span className="flex gap-2">
            <Button size="touch" className="my-1" icon={Printer} busy={reprint.isPending} onClick={() => reprint.mutate(first.ticketId)}>
              {t('kitchen.alarm-print')}
            </Button>
            <Button size="touch" className="my-1" busy={seen.isPending} onClick={() => seen.mutate(alarms.map(({ ticketId }) => ticketId))}>
              {t('kitchen.alarm-seen')}
            </Button>
          </span>
        }
      >
        {t('kitchen.alarm', { count: alarms.length })}:{' '}
        {t(`kitchen.alarm-where.${whereOf(first)}`, { station: first.stationName, number: first.orderNumber })}
      </Banner>
    </div>
  );
}

function whereOf({ paper }: Alarm): 'none' | 'paper' | 'ask' | 'failed' {
  if (!paper) return 'none';
  return paper.state === 'ask' || paper.state === 'failed' ? paper.state : 'paper';
}

function useRinging(count: number): void {
  useEffect(() => {
    if (count === 0) return undefined;
    ring('alarm');
    const timer = setInterval(() => ring('alarm'), RING_EVERY_MS);
    return () => clearInterval(timer);
  }, [count]);
}
