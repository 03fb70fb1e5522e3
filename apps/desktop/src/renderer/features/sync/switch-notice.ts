import { useToast } from '@fastops/ui/toast';
import { useTranslation } from 'react-i18next';

import { moneyText } from '../../lib/money-text.ts';
import { useCustody } from './sync.queries.ts';

/** Who leaves the till to somebody else hears what is only here. It holds nobody up: the sales stay in this till's file. */
export function useSwitchNotice(): () => void {
  const { t } = useTranslation();
  const toast = useToast();
  const { data: view } = useCustody();
  return () => {
    const held = view?.log?.unsynced;
    if (!held || held.count === 0) return;
    const { count, value } = held;
    toast({ tone: 'info', title: t('sync.switch-notice', { records: t('sync.records', { count }), value: moneyText(value) }) });
  };
}
