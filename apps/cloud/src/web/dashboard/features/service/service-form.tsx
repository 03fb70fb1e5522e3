import { Button } from '@fastops/ui/button';
import { Segmented } from '@fastops/ui/segmented';
import { TextField } from '@fastops/ui/text-field';
import { useToast } from '@fastops/ui/toast';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { newId } from '../../lib/new-id.ts';
import { Panel } from '../../lib/panel.tsx';
import { NotSaved } from './not-saved.tsx';
import { PackagingFields } from './packaging-fields.tsx';
import { RowList } from './row-list.tsx';
import type { ServiceDraft, ServiceFault } from './service-draft.ts';
import type { PartProps } from './service-part.ts';
import { draftOf, namesOf, serviceOf } from './service-draft.ts';
import type { Service } from './service.queries.ts';
import { useSaveService } from './service.queries.ts';

type ServiceFormProps = { readonly branchId: string; readonly service: Service; readonly version: number; readonly mayManage: boolean };

/** How a branch serves: its floor, where it delivers, what packaging and a staff meal cost. */
export function ServiceForm({ branchId, service, version, mayManage }: ServiceFormProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const save = useSaveService(branchId);
  const [draft, setDraft] = useState(() => draftOf(service));
  const [fault, setFault] = useState<ServiceFault>();
  const change = (part: Partial<ServiceDraft>) => setDraft({ ...draft, ...part });
  function confirm() {
    const answer = serviceOf(draft, service, newId);
    setFault(answer.ok ? undefined : answer.fault);
    if (answer.ok)
      save.mutate({ service: answer.service, version }, { onSuccess: () => toast({ tone: 'positive', title: t('service.saved') }) });
  }
  return (
    <>
      <Floor draft={draft} change={change} />
      <Delivery draft={draft} change={change} />
      <Panel title={t('service.packaging.title')}>
        <PackagingFields draft={draft} change={change} />
      </Panel>
      <StaffMeal draft={draft} change={change} />
      <NotSaved error={save.error} />
      {fault && (
        <p role="alert" className="text-14 font-semibold text-danger">
          {t(`service.faults.${fault}`)}
        </p>
      )}
      <div>
        <Button
          variant="primary"
          busy={save.isPending}
          disabledReason={mayManage ? undefined : t('service.notAllowed')}
          onClick={confirm}
          data-testid="save-service"
        >
          {t('service.save')}
        </Button>
      </div>
    </>
  );
}

function Floor({ draft, change }: PartProps) {
  const { t } = useTranslation();
  return (
    <Panel title={t('service.floor.title')}>
      <RowList
        rows={draft.areas}
        empty={t('service.floor.empty')}
        addLabel={t('service.floor.add')}
        nameOf={({ name }) => name}
        fresh={() => ({ id: newId(), name: '', tables: '' })}
        most={20}
        onChange={(areas) => change({ areas })}
      >
        {(area, set) => (
          <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
            <TextField
              label={t('service.floor.area')}
              maxLength={40}
              value={area.name}
              onChange={(event) => set({ name: event.target.value })}
            />
            <TextField
              label={t('service.floor.tables')}
              hint={t('service.floor.count', { count: namesOf(area.tables).length })}
              maxLength={900}
              value={area.tables}
              onChange={(event) => set({ tables: event.target.value })}
            />
          </div>
        )}
      </RowList>
    </Panel>
  );
}

function Delivery({ draft, change }: PartProps) {
  const { t } = useTranslation();
  return (
    <Panel title={t('service.zones.title')}>
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap items-center gap-3">
          <span className="text-14 font-semibold">{t('service.zones.whose')}</span>
          <Segmented
            label={t('service.zones.whose')}
            value={draft.feeBelongsTo}
            onChange={(feeBelongsTo) => change({ feeBelongsTo })}
            segments={(['driver', 'shop'] as const).map((value) => ({ value, label: t(`service.zones.belongs.${value}`) }))}
          />
        </div>
        <RowList
          rows={draft.zones}
          empty={t('service.zones.empty')}
          addLabel={t('service.zones.add')}
          nameOf={({ neighborhood }) => neighborhood}
          fresh={() => ({ id: newId(), neighborhood: '', fee: '', freeFrom: '' })}
          most={400}
          onChange={(zones) => change({ zones })}
        >
          {(zone, set) => (
            <div className="grid gap-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)]">
              <TextField
                label={t('service.zones.neighborhood')}
                maxLength={60}
                value={zone.neighborhood}
                onChange={(event) => set({ neighborhood: event.target.value })}
              />
              <Amount label={t('service.zones.fee')} value={zone.fee} onChange={(fee) => set({ fee })} />
              <Amount label={t('service.zones.freeFrom')} value={zone.freeFrom} onChange={(freeFrom) => set({ freeFrom })} />
            </div>
          )}
        </RowList>
      </div>
    </Panel>
  );
}

function StaffMeal({ draft, change }: PartProps) {
  const { t } = useTranslation();
  return (
    <Panel title={t('service.staff.title')}>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t('service.staff.percent')}
          hint={t('service.staff.percentHint')}
          inputMode="decimal"
          maxLength={5}
          trail={<span aria-hidden>%</span>}
          value={draft.staffPercent}
          onChange={(event) => change({ staffPercent: event.target.value })}
        />
        <TextField
          label={t('service.staff.perDay')}
          inputMode="numeric"
          maxLength={2}
          value={draft.staffPerDay}
          onChange={(event) => change({ staffPerDay: event.target.value })}
        />
      </div>
    </Panel>
  );
}

type AmountProps = { readonly label: string; readonly value: string; readonly onChange: (text: string) => void };

function Amount({ label, value, onChange }: AmountProps) {
  return (
    <TextField
      label={label}
      inputMode="numeric"
      maxLength={12}
      lead={<span aria-hidden>$</span>}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
