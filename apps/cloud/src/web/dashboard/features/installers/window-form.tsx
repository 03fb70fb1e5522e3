import { Select } from '@fastops/ui/select';
import { useTranslation } from 'react-i18next';

import { useMay } from '../../lib/me.ts';
import { useSaveWindow, useUpdateWindow } from './installers.queries.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${String(hour).padStart(2, '0')}:00` }));

/** From when to when this branch's tills may put an update in. */
export function WindowForm({ branchId }: { readonly branchId: string }) {
  const { t } = useTranslation();
  const { data: window } = useUpdateWindow(branchId);
  const save = useSaveWindow(branchId);
  const mayManage = useMay('terminals.manage');
  if (!window) return null;
  if (!mayManage) return <span className="text-14 text-ink-muted">{t('installers.window', window)}</span>;
  return (
    <span className="flex flex-wrap items-center gap-2 text-14">
      <Select
        label={t('installers.from')}
        value={String(window.fromHour)}
        options={HOURS}
        onChange={(from) => save.mutate({ ...window, fromHour: Number(from) })}
      />
      <Select
        label={t('installers.to')}
        value={String(window.toHour)}
        options={HOURS}
        onChange={(to) => save.mutate({ ...window, toHour: Number(to) })}
      />
    </span>
  );
}
