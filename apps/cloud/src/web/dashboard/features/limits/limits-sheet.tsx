import { LIMIT_NAMES, type LimitName } from '@fastops/shared/identity/limits';
import { Button } from '@fastops/ui/button';
import { Segmented } from '@fastops/ui/segmented';
import { Sheet } from '@fastops/ui/sheet';
import { TextField } from '@fastops/ui/text-field';
import { useToast } from '@fastops/ui/toast';
import { Lock, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useMay } from '../../lib/me.ts';
import { Notice } from '../../lib/notice.tsx';
import { roleName } from '../../lib/role-words.ts';
import type { LimitField } from './limit-draft.ts';
import { draftOf, fieldsOf, limitOf } from './limit-draft.ts';
import { limitText } from './limit-text.ts';
import type { RoleLimits } from './limits.queries.ts';
import { useSaveLimits } from './limits.queries.ts';

type LimitsSheetProps = { readonly role: RoleLimits; readonly branchId: string | null; readonly onClose: () => void };

/** One role's limits, each as it comes from elsewhere, without one, or with a figure of its own. */
export function LimitsSheet({ role, branchId, onClose }: LimitsSheetProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const save = useSaveLimits();
  const [fields, setFields] = useState(() => fieldsOf(role.own, role.otherwise));
  const [asked, setAsked] = useState(false);
  const mayManage = useMay('staff.manage') && role.yours;
  const name: string = roleName(t, [{ id: role.roleId, name: role.name }], role.roleId);
  function confirm() {
    setAsked(true);
    const limits = draftOf(fields);
    if (!limits) return;
    const done = () => {
      toast({ tone: 'positive', title: t('limits.saved', { role: name }) });
      onClose();
    };
    save.mutate({ branchId, roleId: role.roleId, limits }, { onSuccess: done });
  }
  return (
    <Sheet
      open
      width="wide"
      onClose={onClose}
      closeLabel={t('app.close')}
      title={name}
      description={t('limits.sheetText')}
      footer={mayManage && <Foot busy={save.isPending} onSave={confirm} onClose={onClose} />}
    >
      <div className="flex flex-col gap-5">
        {!mayManage && <Notice icon={Lock}>{t('limits.notYours')}</Notice>}
        {save.isError && (
          <Notice urgent tone="danger" icon={TriangleAlert}>
            {t('limits.notSaved')}
          </Notice>
        )}
        {LIMIT_NAMES.map((limit) => (
          <Field
            key={limit}
            name={limit}
            field={fields[limit]}
            otherwise={limitText(t, limit, role.otherwise[limit])}
            asked={asked}
            onChange={(field) => setFields({ ...fields, [limit]: field })}
          />
        ))}
      </div>
    </Sheet>
  );
}

function Foot({ busy, onSave, onClose }: { readonly busy: boolean; readonly onSave: () => void; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="flex w-full flex-wrap justify-end gap-3">
      <Button onClick={onClose}>{t('limits.cancel')}</Button>
      <Button variant="primary" busy={busy} onClick={onSave}>
        {t('limits.save')}
      </Button>
    </div>
  );
}

type FieldProps = {
  readonly name: LimitName;
  readonly field: LimitField;
  readonly otherwise: string;
  readonly asked: boolean;
  readonly onChange: (field: LimitField) => void;
};

const KINDS = ['inherited', 'none', 'figure'] as const;

function Field({ name, field, otherwise, asked, onChange }: FieldProps) {
  const { t } = useTranslation();
  const isWrong = asked && field.kind === 'figure' && limitOf(name, field.figure) === undefined;
  const label: string = t(`limits.name.${name}`);
  return (
    <div className="flex flex-col gap-2 border-t border-line pt-4 first:border-t-0 first:pt-0">
      <span className="text-14 font-semibold">{label}</span>
      <div className="flex flex-wrap items-start gap-3">
        <Segmented
          label={label}
          value={field.kind}
          onChange={(kind) => onChange({ ...field, kind })}
          segments={KINDS.map((value) => ({
            value,
            label: value === 'inherited' ? t('limits.kind.inherited', { limit: otherwise }) : t(`limits.kind.${value}`),
          }))}
        />
        {field.kind === 'figure' && (
          <div className="w-44">
            <TextField
              hideLabel
              label={t('limits.figure', { limit: label })}
              inputMode="decimal"
              maxLength={14}
              lead={name === 'discountBp' ? undefined : <span aria-hidden>$</span>}
              trail={name === 'discountBp' ? <span aria-hidden>%</span> : undefined}
              value={field.figure}
              error={isWrong ? t(name === 'discountBp' ? 'limits.wrongPercent' : 'limits.wrongMoney') : undefined}
              onChange={(event) => onChange({ ...field, figure: event.target.value })}
            />
          </div>
        )}
      </div>
    </div>
  );
}
