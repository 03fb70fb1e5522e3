import { Skeleton } from '@fastops/ui/skeleton';
import { useTranslation } from 'react-i18next';

/** The shape of the day while it is on its way. */
export function TodaySkeleton() {
  const { t } = useTranslation();
  return (
    <div aria-busy role="status" className="flex flex-col gap-4">
      <span className="sr-only">{t('app.loading')}</span>
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4 lg:gap-4">
        {['sales', 'tickets', 'average', 'unsynced'].map((figure) => (
          <Skeleton key={figure} className="h-28" />
        ))}
      </div>
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_320px] xl:grid-cols-[minmax(0,1fr)_400px]">
        <div className="flex flex-col gap-4">
          <Skeleton className="h-80" />
          <Skeleton className="h-28" />
          <Skeleton className="h-28" />
        </div>
        <Skeleton className="h-96" />
      </div>
    </div>
  );
}
