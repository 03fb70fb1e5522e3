import { Button } from '@fastops/ui/button';
import { useToast } from '@fastops/ui/toast';
import { Info, Plus, RotateCcw, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { failureOf } from '../../lib/failure.ts';
import { useMay } from '../../lib/me.ts';
import { newId } from '../../lib/new-id.ts';
import { Notice } from '../../lib/notice.tsx';
import { Panel } from '../../lib/panel.tsx';
import type { KitchenDraft } from './kitchen-draft.ts';
import { draftOf, faultsOf, kitchenOf, withStation } from './kitchen-draft.ts';
import type { KitchenNow } from './kitchen.queries.ts';
import { useFollowCompany, useSaveKitchen } from './kitchen.queries.ts';
import { StationCard, type FaultAt } from './station-card.tsx';
import { LadderFields, ThresholdFields } from './time-fields.tsx';

type FormProps = { readonly branchId: string | null; readonly now: KitchenNow; readonly onReload: () => void };

/** The kitchen of one place while it is being changed. */
export function KitchenForm({ branchId, now, onReload }: FormProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const save = useSaveKitchen();
  const [draft, setDraft] = useState<KitchenDraft>(() => draftOf(now.kitchen));
  const [asked, setAsked] = useState(false);
  const mayManage = useMay('branches.manage');
  const faults = asked ? faultsOf(draft) : [];
  const faultAt = (at: string) => {
    const word = faults.find((fault) => fault.at === at)?.word;
    return word === undefined ? undefined : t(`kitchenSettings.wrong.${word}`);
  };
  function submit() {
    setAsked(true);
    const kitchen = kitchenOf(draft);
    if (!kitchen) return;
    const done = () => toast({ tone: 'positive', title: t('kitchenSettings.saved') });
    save.mutate({ branchId, kitchen, version: now.version }, { onSuccess: done });
  }
  return (
    <div className="flex flex-col gap-4">
      <Origin branchId={branchId} from={now.from} />
      <StationList draft={draft} menu={now.menu} faultAt={faultAt} onChange={setDraft} />
      <ThresholdFields draft={draft} faultAt={faultAt} onChange={setDraft} />
      <LadderFields draft={draft} faultAt={faultAt} onChange={setDraft} />
      {save.isError && <NotSaved error={save.error} onReload={onReload} />}
      <div className="flex flex-wrap items-center gap-4">
        <Button
          variant="primary"
          busy={save.isPending}
          disabledReason={mayManage ? undefined : t('kitchenSettings.notAllowed')}
          onClick={submit}
          data-testid="save-kitchen"
        >
          {t('kitchenSettings.save')}
        </Button>
        {now.from === 'branch' && branchId !== null && mayManage && <Follow branchId={branchId} />}
      </div>
    </div>
  );
}

type StationListProps = {
  readonly draft: KitchenDraft;
  readonly menu: KitchenNow['menu'];
  readonly faultAt: FaultAt;
  readonly onChange: (draft: KitchenDraft) => void;
};

function StationList({ draft, menu, faultAt, onChange }: StationListProps) {
  const { t } = useTranslation();
  const wrongStations = faultAt('stations');
  return (
    <Panel title={t('kitchenSettings.stations')}>
      <div className="flex flex-col gap-4">
        <p className="max-w-[70ch] text-14 text-ink-muted">{t('kitchenSettings.stationsText')}</p>
        <ul className="flex flex-col gap-4">
          {draft.stations.map((station, index) => (
            <StationCard
              key={station.key}
              station={station}
              number={index + 1}
              menu={menu}
              faultAt={faultAt}
              onChange={(next) =>
                onChange({ ...draft, stations: draft.stations.map((each) => (each.key === station.key ? { ...each, ...next } : each)) })
              }
              onRemove={
                draft.stations.length > 1
                  ? () => onChange({ ...draft, stations: draft.stations.filter(({ key }) => key !== station.key) })
                  : undefined
              }
            />
          ))}
        </ul>
        {wrongStations && (
          <p role="alert" className="text-14 text-danger">
            {wrongStations}
          </p>
        )}
        <div>
          <Button icon={Plus} onClick={() => onChange(withStation(draft, { key: newId(), name: t('kitchenSettings.newStation') }))}>
            {t('kitchenSettings.add')}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

function Origin({ branchId, from }: { readonly branchId: string | null; readonly from: KitchenNow['from'] }) {
  const { t } = useTranslation();
  if (from === 'branch' || (from === 'company' && branchId === null)) return null;
  return <Notice icon={Info}>{t(`kitchenSettings.from.${from}`)}</Notice>;
}

function NotSaved({ error, onReload }: { readonly error: unknown; readonly onReload: () => void }) {
  const { t } = useTranslation();
  const isOld = failureOf(error).kind === 'refused';
  return (
    <Notice urgent tone="danger" icon={TriangleAlert}>
      {t(isOld ? 'kitchenSettings.changed' : 'kitchenSettings.notSaved')}{' '}
      {isOld && (
        <Button icon={RotateCcw} onClick={onReload}>
          {t('kitchenSettings.reload')}
        </Button>
      )}
    </Notice>
  );
}

function Follow({ branchId }: { readonly branchId: string }) {
  const { t } = useTranslation();
  const follow = useFollowCompany();
  return (
    <Button variant="ghost" busy={follow.isPending} onClick={() => follow.mutate(branchId)}>
      {t('kitchenSettings.follow')}
    </Button>
  );
}
