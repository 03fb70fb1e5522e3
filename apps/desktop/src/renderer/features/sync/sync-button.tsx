import { formatCop } from '@fastops/shared/base/money';
import { StatusDot } from '@fastops/ui/status-dot';
import { useTranslation } from 'react-i18next';

import { useSyncStatus } from './sync.queries.ts';

/** Online or not, and how much of the day's money is only here. Always in sight, and never an alarm by itself. */
export function SyncButton({ onPress }: { readonly onPress: () => void }) {
  const { t } = useTranslation();
  const { data: status } = useSyncStatus();
  if (!status) return null;
  const count = status.unsynced?.count ?? 0;
  return (
    <button
      type="button"
      data-testid="sync-status"
      data-online={status.online}
      data-unsynced={count}
      title={t('sync.status')}
      onClick={onPress}
      className="flex min-h-12 items-center gap-2 rounded-md px-3 text-14 font-medium whitespace-nowrap hover:bg-surface-strong"
    >
      <StatusDot tone={status.online ? 'positive' : 'neutral'}>{t(status.online ? 'sync.online' : 'sync.offline')}</StatusDot>
      <span aria-hidden className="text-ink-muted">
        ·
      </span>
      <span className={count > 0 ? 'text-warning' : 'text-ink-muted'}>
        {t('sync.unsynced', { count })}
        {status.unsynced && status.unsynced.value > 0 && ` · ${formatCop(status.unsynced.value)}`}
      </span>
    </button>
  );
}
