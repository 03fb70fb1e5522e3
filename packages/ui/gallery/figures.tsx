import { money } from '@fastops/shared/base/money';

import { Avatar } from '../src/avatar.tsx';
import { Money } from '../src/money.tsx';
import { Skeleton } from '../src/skeleton.tsx';
import { Stat } from '../src/stat.tsx';
import { Table } from '../src/table.tsx';
import { Tile } from '../src/tile.tsx';
import { Section } from './gallery.tsx';

const HUES = [80, 30, 150, 230, 300, 0] as const;
const NAMES = [
  'Sencilla',
  'Salchipapa ranchera',
  'Salchipapa mixta de la casa con todo y doble porción de queso',
  'Gaseosa 400 ml',
  'Combo parche para cuatro',
  'Perro',
] as const;
const ORDERS = [
  { number: 'A-041', type: 'Mostrador', total: money(46_000) },
  { number: 'A-042', type: 'Domicilio', total: money(99_999_999) },
  { number: 'A-043', type: 'Devolución', total: money(-12_500) },
];

export function Figures() {
  return (
    <>
      <Section title="Productos">
        <div className="grid grid-cols-6 gap-3">
          {NAMES.map((name, index) => (
            <Tile
              key={name}
              id={name}
              name={name}
              hue={HUES[index] ?? 80}
              onPress={() => undefined}
              price={<Money amount={money(14_000 + index * 1_500)} />}
              unavailable={index === 4 ? 'Agotado' : undefined}
            />
          ))}
        </div>
      </Section>
      <Section title="Cifras">
        <div className="grid grid-cols-4 gap-4">
          <Stat label="Ventas de hoy" value={<Money amount={money(1_284_500)} />} comparison="12 % más que un martes normal" trend="up" />
          <Stat label="Pedidos" value="63" comparison="Como un martes normal" />
          <Stat label="Tiquete promedio" value={<Money amount={money(20_389)} />} comparison="4 % menos" trend="down" />
          <div className="flex flex-col gap-2">
            <Skeleton className="h-6" />
            <Skeleton className="h-12" />
          </div>
        </div>
        <Table
          caption="Pedidos"
          rows={ORDERS}
          rowKey={(order) => order.number}
          columns={[
            { key: 'number', title: 'Pedido', cell: (order) => order.number },
            { key: 'type', title: 'Tipo', cell: (order) => order.type },
            { key: 'total', title: 'Total', align: 'right', cell: (order) => <Money amount={order.total} /> },
          ]}
        />
        <div className="flex items-end justify-between">
          <div className="flex items-center gap-3">
            <Avatar name="Ana María" hue={30} />
            <Avatar name="Luis" hue={150} size="small" />
            <Avatar name="Óscar Peña" hue={230} size="large" />
          </div>
          <Money amount={money(99_999_999)} size={40} className="font-semibold" />
        </div>
      </Section>
    </>
  );
}
