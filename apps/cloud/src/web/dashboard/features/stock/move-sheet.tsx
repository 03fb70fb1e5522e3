import { WASTE_REASONS, type StockPaper, type WasteReason } from '@fastops/shared/stock/stock.events';
import { Button } from '@fastops/ui/button';
import { Select } from '@fastops/ui/select';
import { TextField } from '@fastops/ui/text-field';
import { Camera, Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { quantityOf } from '../../lib/figures.ts';
import { newId } from '../../lib/new-id.ts';
import { smallPicture } from '../../lib/small-picture.ts';
import { PaperForm } from './paper-form.tsx';
import type { Branch, Level } from './stock.queries.ts';

/** What leaves the stock, or is put right, without being bought or sold. */
export type MoveKind = 'waste' | 'transfer' | 'adjust';

type Row = { readonly key: number; readonly ingredientId: string; readonly text: string };
type MoveSheetProps = {
  readonly kind: MoveKind;
  readonly branch: Branch;
  readonly branches: readonly Branch[];
  readonly levels: readonly Level[];
  readonly onClose: () => void;
};

export function MoveSheet({ kind, branch, branches, levels, onClose }: MoveSheetProps) {
  const { t } = useTranslation();
  const [rows, setRows] = useState<readonly Row[]>([{ key: 0, ingredientId: levels[0]?.id ?? '', text: '' }]);
  const [reason, setReason] = useState<WasteReason>('burnt');
  const [note, setNote] = useState('');
  const [photo, setPhoto] = useState<string>();
  const others = branches.filter(({ id }) => id !== branch.id);
  const [toBranchId, setTo] = useState(others[0]?.id ?? '');
  const [transferId] = useState(newId);
  const paper = (): StockPaper | undefined => {
    const lines = linesOf(rows, kind === 'adjust');
    if (lines.length === 0 || (kind === 'adjust' && note.trim() === '')) return undefined;
    if (kind === 'transfer') return { type: 'stock.transfer-sent', body: { transferId, toBranchId, lines } };
    if (kind === 'adjust') return { type: 'stock.adjusted', body: { reason: note.trim(), lines } };
    const extra = { ...(note.trim() === '' ? {} : { note: note.trim() }), ...(photo === undefined ? {} : { photo }) };
    return { type: 'stock.wasted', body: { reason, ...extra, lines } };
  };
  const put = (row: Row) => setRows(rows.map((each) => (each.key === row.key ? row : each)));
  return (
    <PaperForm branchId={branch.id} title={t(`stock.${kind}`)} paper={paper} onClose={onClose}>
      <div className="flex flex-wrap items-end gap-3">
        {kind === 'waste' && (
          <Select
            label={t('stock.reason')}
            value={reason}
            onChange={setReason}
            options={WASTE_REASONS.map((value) => ({ value, label: t(`stock.reasons.${value}`) }))}
          />
        )}
        {kind === 'transfer' && (
          <Select
            label={t('stock.toBranch')}
            value={toBranchId}
            onChange={setTo}
            options={others.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        {kind !== 'transfer' && (
          <TextField
            label={t(kind === 'adjust' ? 'stock.adjustReason' : 'stock.note')}
            className="min-w-48 flex-1"
            maxLength={120}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </div>
      {rows.map((row) => (
        <RowFields key={row.key} row={row} levels={levels} onChange={put} />
      ))}
      <div className="flex flex-wrap gap-3">
        <Button
          icon={Plus}
          onClick={() => setRows([...rows, { key: rows.length, ingredientId: levels[rows.length % levels.length]?.id ?? '', text: '' }])}
        >
          {t('stock.addLine')}
        </Button>
        {kind === 'waste' && <PhotoButton photo={photo} onChange={setPhoto} />}
      </div>
    </PaperForm>
  );
}

type RowFieldsProps = { readonly row: Row; readonly levels: readonly Level[]; readonly onChange: (row: Row) => void };

function RowFields({ row, levels, onChange }: RowFieldsProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap items-end gap-2">
      <Select
        label={t('stock.ingredient')}
        value={row.ingredientId}
        onChange={(ingredientId) => onChange({ ...row, ingredientId })}
        options={levels.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextField
        label={t('stock.quantity')}
        inputMode="decimal"
        className="w-32"
        trail={<span className="text-ink-muted">{levels.find(({ id }) => id === row.ingredientId)?.unit}</span>}
        value={row.text}
        onChange={(event) => onChange({ ...row, text: event.target.value })}
      />
    </div>
  );
}

function linesOf(rows: readonly Row[], isSigned: boolean): { ingredientId: string; quantity: number }[] {
  const sums = new Map<string, number>();
  for (const { ingredientId, text } of rows) {
    const quantity = quantityOf(text);
    if (quantity === undefined || quantity === 0 || (quantity < 0 && !isSigned)) continue;
    sums.set(ingredientId, (sums.get(ingredientId) ?? 0) + quantity);
  }
  return [...sums].map(([ingredientId, quantity]) => ({ ingredientId, quantity }));
}

function PhotoButton({ photo, onChange }: { readonly photo: string | undefined; readonly onChange: (photo: string) => void }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  async function read(file: File | undefined) {
    const small = file && (await smallPicture(file).catch(() => undefined));
    if (small !== undefined) onChange(small);
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        tabIndex={-1}
        aria-label={t('stock.addPhoto')}
        className="sr-only"
        onChange={(event) => void read(event.target.files?.[0])}
      />
      <Button icon={Camera} onClick={() => input.current?.click()}>
        {t('stock.addPhoto')}
      </Button>
      {photo !== undefined && <img src={photo} alt={t('stock.addPhoto')} className="h-20 w-28 rounded-md object-cover" />}
    </>
  );
}
