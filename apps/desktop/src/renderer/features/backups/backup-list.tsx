import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { useTranslation } from 'react-i18next';

import { useTimeFormat } from '../../lib/time-format.ts';
import type { Backup } from './backups.queries.ts';

type BackupListProps = { readonly copies: readonly Backup[]; readonly onRestore: (copy: Backup) => void };

/** Newest first: when, which business day, how many orders, and whether it was read back whole. */
export function BackupList({ copies, onRestore }: BackupListProps) {
  const { t } = useTranslation();
  const time = useTimeFormat();
  return (
    <ul className="divide-y divide-line rounded-md border border-line">
      {copies.map((copy) => (
        <li key={`${copy.place}/${copy.name}`} data-testid="backup" className="flex items-center gap-3 px-4 py-2">
          <div className="min-w-0 flex-1">
            <p className="text-16 font-medium">{time.moment(copy.takenAt)}</p>
            <p className="text-14 text-ink-muted">
              {copy.businessDay !== '' && `${t('backups.day', { day: copy.businessDay })} · `}
              {t('backups.orders', { count: copy.orders })}
            </p>
          </div>
          <Badge tone={copy.verified ? 'positive' : 'warning'}>{t(copy.verified ? 'backups.verified' : 'backups.unverified')}</Badge>
          <Button size="touch" onClick={() => onRestore(copy)}>
            {t('backups.restore')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
