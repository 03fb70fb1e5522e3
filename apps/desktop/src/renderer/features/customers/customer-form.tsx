import { Button } from '@fastops/ui/button';
import { TextField } from '@fastops/ui/text-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useBranch } from '../../lib/branch.tsx';
import { newId } from '../../lib/new-id.ts';
import { useCommand } from '../../lib/use-command.ts';

export type CustomerWho = { readonly name: string; readonly phone?: string | undefined; readonly document?: string | undefined };
type CustomerFormProps = {
  /** Whom it changes; nobody yet when there is none. */
  readonly customerId: string | undefined;
  readonly start: CustomerWho;
  readonly onDone: (customerId: string) => void;
  readonly onCancel: () => void;
};

/** Who a customer is: a new one, or what changed of one. */
export function CustomerForm({ customerId, start, onDone, onCancel }: CustomerFormProps) {
  const { t } = useTranslation();
  const branch = useBranch();
  const command = useCommand();
  const [id] = useState(() => customerId ?? newId());
  const [who, setWho] = useState(start);
  const name = who.name.trim();
  const [phone, document] = [who.phone?.trim() ?? '', who.document?.trim() ?? ''];
  const badPhone = phone !== '' && (!/^\+?[\d ()-]+$/.test(phone) || phone.replace(/\D/g, '').length < 7);
  const needs = name === '' ? t('customer.name-needed') : badPhone ? t('customer.phone-short') : undefined;
  const save = async () => {
    const saved = await command(t('customer.save'), () =>
      customerId === undefined
        ? branch.customers.register.mutate({ customerId: id, name, ...(phone && { phone }), ...(document && { document }) })
        : branch.customers.change.mutate({ customerId: id, name, phone: phone || null, document: document || null }),
    );
    if (saved) onDone(id);
  };
  return (
    <form
      className="flex flex-col gap-4 pt-2"
      data-testid="customer-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!needs) void save();
      }}
    >
      <TextField
        size="touch"
        label={t('customer.name')}
        value={who.name}
        maxLength={80}
        onChange={(event) => setWho({ ...who, name: event.target.value })}
      />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          size="touch"
          inputMode="tel"
          label={t('customer.phone')}
          value={who.phone ?? ''}
          maxLength={20}
          onChange={(event) => setWho({ ...who, phone: event.target.value })}
        />
        <TextField
          size="touch"
          label={t('customer.document')}
          value={who.document ?? ''}
          maxLength={20}
          onChange={(event) => setWho({ ...who, document: event.target.value })}
        />
      </div>
      <div className="flex justify-end gap-3">
        <Button size="touch" variant="ghost" onClick={onCancel}>
          {t('customer.cancel')}
        </Button>
        <Button type="submit" size="touch" variant="primary" disabledReason={needs} data-testid="customer-save">
          {t('customer.save')}
        </Button>
      </div>
    </form>
  );
}
