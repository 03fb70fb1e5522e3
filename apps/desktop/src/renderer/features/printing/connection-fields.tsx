import { Select } from '@fastops/ui/select';
import { TextField } from '@fastops/ui/text-field';
import { useTranslation } from 'react-i18next';

import type { PrinterDraft } from './printer-draft.ts';

type FieldsProps = { readonly draft: PrinterDraft; readonly onChange: (change: Partial<PrinterDraft>) => void };

const KINDS = ['tcp', 'usb', 'serial', 'spooler', 'device', 'file'] as const;
const EXAMPLE = { tcp: '192.168.1.50', usb: '', serial: 'COM3', spooler: 'POS-80', device: '/dev/usb/lp0', file: 'tickets.bin' } as const;

/** How the printer is reached; the fields follow the kind. */
export function ConnectionFields({ draft, onChange }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <div className="grid grid-cols-2 gap-3">
      <Select
        size="touch"
        label={t('printing.connection')}
        value={draft.kind}
        options={KINDS.map((value) => ({ value, label: t(`printing.connection.${value}`) }))}
        onChange={(kind) => onChange({ kind, place: '', usb: undefined })}
      />
      {draft.kind === 'usb' ? <UsbText draft={draft} /> : <Place draft={draft} onChange={onChange} />}
      {draft.kind === 'tcp' && (
        <NumberField label={t('printing.port')} value={draft.port} onChange={(port) => onChange({ port })} testId="printer-port" />
      )}
      {draft.kind === 'serial' && (
        <NumberField
          label={t('printing.baud')}
          value={draft.baudRate}
          onChange={(baudRate) => onChange({ baudRate })}
          testId="printer-baud"
        />
      )}
    </div>
  );
}

function Place({ draft, onChange }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <TextField
      size="touch"
      label={t(`printing.place.${draft.kind === 'usb' ? 'device' : draft.kind}`)}
      placeholder={EXAMPLE[draft.kind]}
      spellCheck={false}
      maxLength={255}
      value={draft.place}
      onChange={(event) => onChange({ place: event.target.value })}
      onKeyDown={(event) => event.stopPropagation()}
      data-testid="printer-place"
    />
  );
}

type NumberFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly testId: string;
};

function NumberField({ label, value, onChange, testId }: NumberFieldProps) {
  return (
    <TextField
      size="touch"
      label={label}
      inputMode="numeric"
      maxLength={6}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => event.stopPropagation()}
      data-testid={testId}
    />
  );
}

/** A USB printer has numbers nobody types: it is chosen among those that were found. */
function UsbText({ draft }: { readonly draft: PrinterDraft }) {
  const { t } = useTranslation();
  const hex = (number: number) => number.toString(16).padStart(4, '0');
  const text = draft.usb ? `${hex(draft.usb.vendorId)}:${hex(draft.usb.productId)}` : t('printing.usb-choose');
  return (
    <p className="flex flex-col justify-end pb-3 text-14" data-testid="printer-usb">
      {text}
    </p>
  );
}
