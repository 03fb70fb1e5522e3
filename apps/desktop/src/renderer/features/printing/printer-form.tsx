import { PRINTER_PROFILE_IDS } from '@fastops/shared/printing/printer';
import { PRINTER_PROFILES } from '@fastops/shared/printing/printer-profiles';
import { Button } from '@fastops/ui/button';
import { Select } from '@fastops/ui/select';
import { TextField } from '@fastops/ui/text-field';
import { Trash2 } from 'lucide-react';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { newId } from '../../lib/new-id.ts';
import { useRefusalText } from '../../lib/refusal-text.ts';
import { ConnectionFields } from './connection-fields.tsx';
import { FoundPrinters } from './found-printers.tsx';
import type { PrinterDraft } from './printer-draft.ts';
import { draftOf, NEW_PRINTER, settingsOf, withFound } from './printer-draft.ts';
import type { PrinterStatus } from './printing.queries.ts';
import { usePrinterActions } from './printing.queries.ts';
import { StationsField } from './stations-field.tsx';

type FormProps = { readonly printer?: PrinterStatus; readonly onClose: () => void; readonly onSaved: (id: string) => void };

const ROLES = ['both', 'receipt', 'kitchen', 'spare'] as const;
const BACKUPS = ['none', 'receipt', 'kitchen', 'both'] as const;

/** A new printer, or one that changes. */
export function PrinterForm({ printer, onClose, onSaved }: FormProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<PrinterDraft>(printer ? draftOf(printer) : NEW_PRINTER);
  const { submit, settings, busy, problem } = useSave({ printer, draft, onSaved });
  const set = (change: Partial<PrinterDraft>) => setDraft((before) => ({ ...before, ...change }));
  return (
    <form onSubmit={submit} className="flex flex-col gap-5" data-testid="printer-form">
      <h3 className="text-20 font-semibold">{t(printer ? 'printing.change' : 'printing.add')}</h3>
      <FoundPrinters onChoose={(found) => setDraft((before) => withFound(before, found))} />
      <TextField
        size="touch"
        label={t('printing.name')}
        placeholder={t('printing.name-example')}
        maxLength={60}
        value={draft.name}
        onChange={(event) => set({ name: event.target.value })}
        onKeyDown={(event) => event.stopPropagation()}
        data-testid="printer-name"
      />
      <ConnectionFields draft={draft} onChange={set} />
      <Uses draft={draft} onChange={set} />
      {problem && (
        <p role="alert" className="text-14 font-medium text-danger">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap gap-3">
        <Button
          type="submit"
          size="touch"
          variant="primary"
          busy={busy}
          disabledReason={settings ? undefined : t(draft.profileId === 'star' ? 'printing.star' : 'printing.incomplete')}
          data-testid="printer-save"
        >
          {t('printing.save')}
        </Button>
        <Button size="touch" onClick={onClose}>
          {t('printing.back')}
        </Button>
        {printer && <RemoveButton id={printer.id} onRemoved={onClose} />}
      </div>
    </form>
  );
}

type DraftProps = { readonly draft: PrinterDraft; readonly onChange: (change: Partial<PrinterDraft>) => void };

/** What it is, what it is for, and for whom it stands in. */
function Uses({ draft, onChange }: DraftProps) {
  const { t } = useTranslation();
  const families = [
    ...PRINTER_PROFILE_IDS.map((value) => ({ value, label: PRINTER_PROFILES[value].name })),
    { value: 'star' as const, label: 'Star (TSP100, TSP650)' },
  ];
  return (
    <>
      <Select
        size="touch"
        label={t('printing.family')}
        value={draft.profileId}
        options={families}
        onChange={(profileId) => onChange({ profileId })}
      />
      {draft.profileId === 'star' && <p className="text-14 font-medium text-danger">{t('printing.star')}</p>}
      <div className="grid grid-cols-2 gap-3">
        <Select
          size="touch"
          label={t('printing.role')}
          value={draft.role}
          options={ROLES.map((value) => ({ value, label: t(`printing.role.${value}`) }))}
          onChange={(role) => onChange({ role })}
        />
        <Select
          size="touch"
          label={t('printing.backup')}
          value={draft.backupFor}
          options={BACKUPS.map((value) => ({ value, label: t(`printing.backup.${value}`) }))}
          onChange={(backupFor) => onChange({ backupFor })}
        />
      </div>
      {(draft.role === 'kitchen' || draft.role === 'both') && (
        <StationsField chosen={draft.stations} onChange={(stations) => onChange({ stations })} />
      )}
    </>
  );
}

/** Asks once more in place: what it still had to print then waits for a person. */
function RemoveButton({ id, onRemoved }: { readonly id: string; readonly onRemoved: () => void }) {
  const { t } = useTranslation();
  const [sure, setSure] = useState(false);
  const { remove } = usePrinterActions();
  return (
    <Button
      size="touch"
      variant={sure ? 'danger' : 'ghost'}
      icon={Trash2}
      busy={remove.isPending}
      onClick={() => (sure ? remove.mutate(id, { onSuccess: onRemoved }) : setSure(true))}
    >
      {t(sure ? 'printing.remove-sure' : 'printing.remove')}
    </Button>
  );
}

type SaveParts = Pick<FormProps, 'onSaved'> & { readonly printer: PrinterStatus | undefined; readonly draft: PrinterDraft };

function useSave({ printer, draft, onSaved }: SaveParts) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const [id] = useState(() => printer?.id ?? newId());
  const { add, change } = usePrinterActions();
  const save = printer ? change : add;
  const settings = settingsOf(draft);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (settings === undefined || save.isPending) return;
    // What a test sheet found out of one family says nothing of another.
    const tweaks = printer?.profileId === settings.profileId ? printer.tweaks : undefined;
    const saved = { ...settings, id, ...(tweaks === undefined ? {} : { tweaks }) };
    save.mutate(saved, { onSuccess: (answer) => answer.ok && onSaved(id) });
  }
  const refused = save.data && !save.data.ok ? refusalText(save.data.refusal) : undefined;
  return { submit, settings, busy: save.isPending, problem: refused ?? (save.isError ? t('common.not-saved') : undefined) };
}
