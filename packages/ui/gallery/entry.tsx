import { Search } from 'lucide-react';
import { useState } from 'react';

import { Keypad } from '../src/keypad.tsx';
import { PinPad } from '../src/pin-pad.tsx';
import { Select } from '../src/select.tsx';
import { Stepper } from '../src/stepper.tsx';
import { TextField } from '../src/text-field.tsx';
import { Section } from './gallery.tsx';

export function Entry() {
  const [digits, setDigits] = useState('');
  const [branch, setBranch] = useState('north');
  const [quantity, setQuantity] = useState(2);
  const [wrongTries, setWrongTries] = useState(0);
  return (
    <Section title="Escribir">
      <div className="grid grid-cols-3 gap-8">
        <div className="flex flex-col gap-4">
          <TextField
            label="Buscar"
            hideLabel
            size="touch"
            placeholder="Buscar o código"
            lead={<Search aria-hidden className="size-5 text-ink-muted" />}
          />
          <TextField label="Dirección del servidor" hint="La da el panel al crear la caja." placeholder="https://…" />
          <TextField label="Código" error="Ese código ya se usó. Pide uno nuevo en el panel." defaultValue="7F3K-22QD" />
          <Select
            label="Sede"
            value={branch}
            onChange={setBranch}
            options={[
              { value: 'north', label: 'Norte' },
              { value: 'centre', label: 'Centro' },
            ]}
          />
          <Stepper value={quantity} onChange={setQuantity} labels={{ group: 'Cantidad', less: 'Uno menos', more: 'Uno más' }} />
        </div>
        <div className="w-72">
          <p className="mb-2 h-12 text-right text-40 font-semibold">{digits || '0'}</p>
          <Keypad
            groupLabel="Teclado"
            eraseLabel="Borrar"
            onKey={(key) => setDigits((digits + key).slice(0, 8))}
            onErase={() => setDigits(digits.slice(0, -1))}
          />
        </div>
        <PinPad
          onSubmit={() => setWrongTries(wrongTries + 1)}
          wrongTries={wrongTries}
          labels={{ pad: 'PIN', erase: 'Borrar', confirm: 'Entrar', progress: (count) => `${count} dígitos` }}
        />
      </div>
    </Section>
  );
}
