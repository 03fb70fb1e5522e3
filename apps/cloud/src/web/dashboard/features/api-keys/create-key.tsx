import type { Permission } from '@fastops/shared/identity/permissions';
import { Button } from '@fastops/ui/button';
import { Segmented } from '@fastops/ui/segmented';
import { Sheet } from '@fastops/ui/sheet';
import { TextField } from '@fastops/ui/text-field';
import { useToast } from '@fastops/ui/toast';
import { Copy, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ChipSet } from '../../lib/chip-set.tsx';
import { useMe } from '../../lib/me.ts';
import { Notice } from '../../lib/notice.tsx';
import { byGroup } from '../../lib/permission-groups.ts';
import { PlaceSelect } from '../../lib/place-select.tsx';
import { useCreateKey, usePlaces, type NewKey } from './api-keys.queries.ts';
import { KeyRefused } from './key-refused.tsx';

const LIVES = ['month', 'year', 'ever'] as const;
type Life = (typeof LIVES)[number];
const DAYS: Readonly<Record<Life, number | null>> = { month: 30, year: 365, ever: null };

type Draft = Pick<NewKey, 'name' | 'permissions'> & { readonly branchId: string | null; readonly life: Life };

/** Asks what a key is for and what it may do, then shows it once. */
export function CreateKey({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const create = useCreateKey();
  const [draft, setDraft] = useState<Draft>({ name: '', permissions: [], branchId: null, life: 'year' });
  const [asked, setAsked] = useState(false);
  const name = draft.name.trim();
  const submit = () => {
    setAsked(true);
    if (name === '' || draft.permissions.length === 0) return;
    const days = DAYS[draft.life];
    create.mutate({
      name,
      permissions: draft.permissions,
      branchIds: draft.branchId === null ? null : [draft.branchId],
      expiresAt: days === null ? null : Date.now() + days * 86_400_000,
    });
  };
  return (
    <Sheet
      open
      width="wide"
      onClose={onClose}
      closeLabel={t('app.close')}
      title={t('apiKeys.add')}
      footer={
        create.data ? (
          <Button variant="primary" onClick={onClose}>
            {t('apiKeys.done')}
          </Button>
        ) : (
          <div className="flex w-full flex-wrap justify-end gap-3">
            <Button onClick={onClose}>{t('apiKeys.cancel')}</Button>
            <Button variant="primary" busy={create.isPending} onClick={submit}>
              {t('apiKeys.create')}
            </Button>
          </div>
        )
      }
    >
      {create.data ? (
        <MadeKey value={create.data.key} />
      ) : (
        <div className="flex flex-col gap-6">
          {create.isError && <KeyRefused error={create.error} />}
          <KeyFields draft={draft} asked={asked} onChange={setDraft} />
        </div>
      )}
    </Sheet>
  );
}

type FieldsProps = { readonly draft: Draft; readonly asked: boolean; readonly onChange: (draft: Draft) => void };

function KeyFields({ draft, asked, onChange }: FieldsProps) {
  const { t } = useTranslation();
  const branches = usePlaces().data ?? [];
  return (
    <>
      <TextField
        label={t('apiKeys.name')}
        hint={t('apiKeys.nameHint')}
        maxLength={60}
        value={draft.name}
        error={asked && draft.name.trim() === '' ? t('apiKeys.nameMissing') : undefined}
        onChange={(event) => onChange({ ...draft, name: event.target.value })}
      />
      <div className="flex flex-wrap items-end gap-4">
        {branches.length > 1 && (
          <PlaceSelect
            label={t('apiKeys.place')}
            branches={branches}
            value={draft.branchId}
            onChange={(branchId) => onChange({ ...draft, branchId })}
          />
        )}
        <Segmented
          label={t('apiKeys.until')}
          value={draft.life}
          onChange={(life) => onChange({ ...draft, life })}
          segments={LIVES.map((value) => ({ value, label: t(`apiKeys.life.${value}`) }))}
        />
      </div>
      <KeyPermissions draft={draft} asked={asked} onChange={onChange} />
    </>
  );
}

/** What may be given is what whoever makes the key may do. */
function KeyPermissions({ draft, asked, onChange }: FieldsProps) {
  const { t } = useTranslation();
  const mine: readonly Permission[] = useMe().data?.permissions ?? [];
  const choose = (group: readonly Permission[], chosen: readonly Permission[]) =>
    onChange({ ...draft, permissions: [...draft.permissions.filter((each) => !group.includes(each)), ...chosen] });
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h3 className="text-16 font-semibold">{t('apiKeys.permissions')}</h3>
        <p className="max-w-[70ch] text-14 text-ink-muted">{t('apiKeys.permissionsHint')}</p>
        {asked && draft.permissions.length === 0 && (
          <p role="alert" className="pt-1 text-14 text-danger">
            {t('apiKeys.permissionsMissing')}
          </p>
        )}
      </div>
      {byGroup(mine).map(([group, permissions]) => (
        <ChipSet
          key={group}
          label={t(`people.group.${group}`, { defaultValue: group })}
          options={permissions.map((value) => ({ value, label: t(`people.permission.${value}`) }))}
          chosen={draft.permissions.filter((each) => permissions.includes(each))}
          onChange={(chosen) => choose(permissions, chosen)}
        />
      ))}
    </div>
  );
}

function MadeKey({ value }: { readonly value: string }) {
  const { t } = useTranslation();
  const toast = useToast();
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    toast({ tone: 'positive', title: t('apiKeys.copied') });
  };
  return (
    <div className="flex flex-col gap-4">
      <Notice urgent tone="warning" icon={TriangleAlert}>
        {t('apiKeys.made')}
      </Notice>
      <TextField readOnly label={t('apiKeys.key')} value={value} onFocus={(event) => event.target.select()} />
      {/* A plain-http address on the shop's own network has no clipboard. */}
      {window.isSecureContext && (
        <div>
          <Button icon={Copy} onClick={() => void copy()}>
            {t('apiKeys.copy')}
          </Button>
        </div>
      )}
    </div>
  );
}
