import { formatCop, money, type Money } from '@fastops/shared/base/money';
import type { Delivery } from '@fastops/shared/orders/serving.events';
import { Button } from '@fastops/ui/button';
import { Chip } from '@fastops/ui/chip';
import { Dialog } from '@fastops/ui/dialog';
import { Select } from '@fastops/ui/select';
import { TextField } from '@fastops/ui/text-field';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useBranch } from '../../lib/branch.tsx';
import { useOffer } from '../../lib/offer.ts';
import type { DeliverySaid } from './delivery.queries.ts';
import { KnownCustomers } from './known-customers.tsx';
import { useZones } from './delivery.queries.ts';

const BILLS = [20_000, 50_000, 100_000].map(money);
const OTHER = 'other';

type DeliveryDialogProps = {
  readonly start: {
    readonly delivery: Delivery | undefined;
    readonly customer: { readonly id: string; readonly name: string } | undefined;
  };
  readonly onSave: (said: DeliverySaid) => void;
  readonly onClose: () => void;
};

type Form = {
  readonly phone: string;
  readonly customerId: string | undefined;
  readonly name: string;
  readonly addressId: string | undefined;
  readonly address: string;
  readonly zoneId: string;
  readonly directions: string;
  readonly paysWith: Money | undefined;
};

/** A telephone order: the number finds who it is; the barrio says what it costs to bring it there. */
export function DeliveryDialog({ start, onSave, onClose }: DeliveryDialogProps) {
  const { asksPaysWith } = useOffer();
  const { t } = useTranslation();
  const zones = useZones().data?.zones ?? [];
  const [form, setForm] = useState<Form>(() => begun(start));
  const set = (change: Partial<Form>) => setForm((now) => ({ ...now, ...change }));
  const known = useKnownCustomer(set, (name) => zones.find((zone) => zone.neighborhood === name)?.id ?? OTHER);
  const zone = zones.find(({ id }) => id === form.zoneId);
  const ready = form.phone.replace(/\D/g, '').length >= 7 && form.name.trim() !== '' && form.address.trim() !== '';
  const save = () => {
    if (ready) onSave(saidIn(form, zone?.neighborhood ?? t('service.neighborhood-other')));
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="medium"
      title={t('service.delivery')}
      closeLabel={t('common.close')}
      footer={
        <Button
          size="touch"
          variant="primary"
          stretch
          data-testid="delivery-save"
          disabledReason={ready ? undefined : t('service.needs')}
          onClick={save}
        >
          {t('service.save')}
        </Button>
      }
    >
      <div className="grid grid-cols-2 gap-3">
        <TextField
          size="touch"
          type="tel"
          label={t('service.phone')}
          value={form.phone}
          maxLength={20}
          onChange={(event) => set({ phone: event.target.value, customerId: undefined, addressId: undefined })}
        />
        <TextField
          size="touch"
          label={t('service.name')}
          value={form.name}
          maxLength={80}
          onChange={(event) => set({ name: event.target.value })}
        />
      </div>
      <KnownCustomers
        phone={form.phone}
        chosenId={form.customerId}
        chosenAddressId={form.addressId}
        onCustomer={known.take}
        onAddress={known.takeAddress}
      />
      <Place form={form} zones={zones} set={set} />
      {asksPaysWith && <PaysWith value={form.paysWith} onChange={(paysWith) => set({ paysWith })} />}
    </Dialog>
  );
}

type PlaceProps = {
  readonly form: Form;
  readonly zones: NonNullable<ReturnType<typeof useZones>['data']>['zones'];
  readonly set: (change: Partial<Form>) => void;
};

function Place({ form, zones, set }: PlaceProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className="grid grid-cols-2 gap-3 pt-3">
        <Select
          label={t('service.neighborhood')}
          size="touch"
          value={form.zoneId}
          onChange={(zoneId) => set({ zoneId, addressId: undefined })}
          options={[
            ...zones.map(({ id, neighborhood, fee }) => ({ value: id, label: `${neighborhood} · ${formatCop(fee)}` })),
            { value: OTHER, label: t('service.neighborhood-other') },
          ]}
        />
        <TextField
          size="touch"
          label={t('service.address')}
          value={form.address}
          maxLength={120}
          onChange={(event) => set({ address: event.target.value, addressId: undefined })}
        />
      </div>
      <TextField
        className="pt-3"
        size="touch"
        label={t('service.directions')}
        value={form.directions}
        maxLength={120}
        onChange={(event) => set({ directions: event.target.value })}
      />
    </>
  );
}

function PaysWith({ value, onChange }: { readonly value: Money | undefined; readonly onChange: (value: Money | undefined) => void }) {
  const { t } = useTranslation();
  return (
    <div role="group" aria-labelledby="pays-with" className="pt-4">
      <p id="pays-with" className="pb-1 text-14 font-semibold">
        {t('service.pays-with')}
      </p>
      <div className="flex flex-wrap gap-2">
        <Chip pressed={value === undefined} onClick={() => onChange(undefined)}>
          {t('service.pays-exact')}
        </Chip>
        {BILLS.map((bill) => (
          <Chip key={bill} pressed={value === bill} onClick={() => onChange(bill)}>
            {formatCop(bill)}
          </Chip>
        ))}
      </div>
    </div>
  );
}

/** Fills the form with somebody who is known already. */
function useKnownCustomer(set: (change: Partial<Form>) => void, zoneOf: (neighborhood: string) => string) {
  const branch = useBranch();
  const takeAddress = (address: { id: string; text: string; neighborhood: string; directions?: string | undefined }) =>
    set({ addressId: address.id, address: address.text, zoneId: zoneOf(address.neighborhood), directions: address.directions ?? '' });
  const take = (customerId: string) => {
    void branch.customers.find.query({ customerId }).then((found) => {
      if (!found.ok) return;
      const { name, phone, addresses } = found.value;
      set({ customerId, name, ...(phone === undefined ? {} : { phone }) });
      const last = addresses.at(-1);
      if (last) takeAddress(last);
    });
  };
  return { take, takeAddress };
}

function begun({ delivery, customer }: DeliveryDialogProps['start']): Form {
  const { phone = '', address = '', zoneId = OTHER, directions = '', paysWith } = delivery ?? {};
  return { phone, customerId: customer?.id, name: customer?.name ?? '', addressId: undefined, address, zoneId, directions, paysWith };
}

function saidIn(form: Form, neighborhood: string): DeliverySaid {
  const { customerId, addressId, paysWith } = form;
  const directions = form.directions.trim();
  const delivery: Delivery = {
    neighborhood,
    ...(form.zoneId === OTHER ? {} : { zoneId: form.zoneId }),
    address: form.address.trim(),
    ...(directions === '' ? {} : { directions }),
    phone: form.phone.trim(),
    ...(paysWith === undefined ? {} : { paysWith }),
  };
  return { customerId, name: form.name.trim(), addressId, delivery };
}
