import { Banknote, CloudOff, Globe, LogOut, PackageOpen, Printer, Search, Trash2 } from 'lucide-react';
import { useState } from 'react';

import { Badge } from '../src/badge.tsx';
import { Banner } from '../src/banner.tsx';
import { Button } from '../src/button.tsx';
import { Chip } from '../src/chip.tsx';
import { Dialog } from '../src/dialog.tsx';
import { EmptyState } from '../src/empty-state.tsx';
import { IconButton } from '../src/icon-button.tsx';
import { Kbd } from '../src/kbd.tsx';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../src/menu.tsx';
import { Segmented } from '../src/segmented.tsx';
import { Sheet } from '../src/sheet.tsx';
import { StatusDot } from '../src/status-dot.tsx';
import { Tabs } from '../src/tabs.tsx';
import { useToast } from '../src/toast.tsx';
import { Section } from './gallery.tsx';

export function Actions() {
  return (
    <>
      <Section title="Botones">
        <Buttons />
      </Section>
      <Section title="Avisos y estados">
        <Banner tone="quiet" icon={CloudOff}>
          Sin internet. Todo se guarda aquí y sube solo cuando vuelva.
        </Banner>
        <Banner tone="warning" icon={Printer} action={<Button size="web">Ver cola</Button>}>
          La impresora de cocina no responde: 2 comandas en espera.
        </Banner>
        <div className="flex flex-wrap items-center gap-4">
          <Badge>Mostrador</Badge>
          <Badge tone="accent">Nuevo</Badge>
          <Badge tone="positive">Pagado</Badge>
          <Badge tone="warning">Por verificar</Badge>
          <Badge tone="danger">Anulado</Badge>
          <Badge tone="info">Copia 1</Badge>
          <StatusDot tone="positive">En línea</StatusDot>
          <StatusDot tone="warning">Sin subir</StatusDot>
          <StatusDot tone="danger">Detenido</StatusDot>
          <StatusDot tone="neutral">Sin internet</StatusDot>
        </div>
      </Section>
      <Section title="Elegir">
        <Choosing />
      </Section>
      <Section title="Ventanas">
        <Windows />
      </Section>
    </>
  );
}

function Buttons() {
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="primary" size="hero" shortcut={<Kbd>F4</Kbd>}>
          COBRAR
        </Button>
        <Button variant="primary" size="touch" icon={Banknote}>
          Cobrar
        </Button>
        <Button size="touch">Enviar</Button>
        <Button size="touch" variant="danger" icon={Trash2}>
          Anular
        </Button>
        <Button size="touch" variant="ghost">
          Cancelar
        </Button>
        <Button size="touch" variant="primary" busy>
          Guardando
        </Button>
        <Button size="touch" disabledReason="Agrega un producto primero">
          Enviar
        </Button>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="primary">Guardar</Button>
        <Button>Exportar</Button>
        <Button variant="danger">Borrar</Button>
        <Button variant="ghost">Cancelar</Button>
        <Button disabledReason="Falta el nombre">Guardar</Button>
        <IconButton icon={Search} label="Buscar" />
        <IconButton icon={Trash2} label="Quitar" tone="danger" size="touch" />
        <IconButton icon={Printer} label="Imprimir" tone="outline" size="touch" />
      </div>
    </>
  );
}

function Choosing() {
  const [type, setType] = useState('counter');
  const [size, setSize] = useState('family');
  const [tab, setTab] = useState('fries');
  const [chips, setChips] = useState<readonly string[]>(['onion', 'cheese']);
  const toggle = (id: string) => setChips(chips.includes(id) ? chips.filter((chip) => chip !== id) : [...chips, id]);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap gap-4">
        <Segmented
          label="Tipo de pedido"
          size="touch"
          value={type}
          onChange={setType}
          segments={[
            { value: 'counter', label: 'Mostrador' },
            { value: 'dine_in', label: 'Mesa' },
            { value: 'takeaway', label: 'Llevar' },
          ]}
        />
      </div>
      <Segmented
        label="Tamaño"
        size="big"
        value={size}
        onChange={setSize}
        segments={[
          { value: 'personal', label: 'Personal', detail: <span className="text-14 text-ink-muted">$ 14.000</span> },
          { value: 'medium', label: 'Mediana', detail: <span className="text-14 text-ink-muted">$ 21.000</span> },
          { value: 'family', label: 'Familiar', detail: <span className="text-14 text-ink-muted">$ 36.000</span> },
        ]}
      />
      <div className="flex flex-wrap gap-2">
        <Chip pressed={chips.includes('cheese')} onClick={() => toggle('cheese')}>
          Queso doble +$ 4.000
        </Chip>
        <Chip pressed={chips.includes('bacon')} onClick={() => toggle('bacon')}>
          Tocineta +$ 3.500
        </Chip>
        <Chip strikes pressed={chips.includes('onion')} onClick={() => toggle('onion')}>
          Cebolla
        </Chip>
        <Chip strikes pressed={chips.includes('sauce')} onClick={() => toggle('sauce')}>
          Salsas
        </Chip>
      </div>
      <Tabs
        label="Categorías"
        size="touch"
        value={tab}
        onChange={setTab}
        items={[
          { value: 'fries', label: 'Salchipapas' },
          { value: 'burgers', label: 'Hamburguesas' },
          { value: 'dogs', label: 'Perros' },
        ]}
      >
        <div className="h-52">
          <EmptyState
            icon={PackageOpen}
            title="Nada por aquí"
            text="Esta categoría no tiene productos todavía."
            action={<Button>Ver todas</Button>}
          />
        </div>
      </Tabs>
    </div>
  );
}

function Windows() {
  const [open, setOpen] = useState<'dialog' | 'sheet' | undefined>(
    new URLSearchParams(location.search).has('dialog') ? 'dialog' : undefined,
  );
  const [theme, setTheme] = useState('light');
  const toast = useToast();
  const close = () => setOpen(undefined);
  return (
    <div className="flex flex-wrap gap-3">
      <Button onClick={() => setOpen('dialog')}>Abrir diálogo</Button>
      <Button onClick={() => setOpen('sheet')}>Abrir panel</Button>
      <Button onClick={() => toast({ tone: 'positive', title: 'Pedido A-042 cobrado', text: 'El recibo está en la cola.' })}>
        Mostrar aviso
      </Button>
      <Menu label="Ana" trigger={<Button>Ana (cajera)</Button>}>
        <MenuItem icon={Globe} onPress={close}>
          Idioma
        </MenuItem>
        <MenuSeparator />
        <MenuChoice
          title="Tema"
          value={theme}
          onChange={setTheme}
          options={[
            { value: 'light', label: 'Claro' },
            { value: 'dark', label: 'Oscuro' },
          ]}
        />
        <MenuSeparator />
        <MenuItem icon={LogOut} onPress={close}>
          Salir
        </MenuItem>
      </Menu>
      <Dialog
        open={open === 'dialog'}
        onClose={close}
        closeLabel="Cerrar"
        title="¿Quitar la salchipapa?"
        description="Todavía no se ha enviado a cocina."
        footer={
          <>
            <Button size="touch" stretch onClick={close}>
              Dejarla
            </Button>
            <Button size="touch" stretch variant="danger" onClick={close}>
              Quitar
            </Button>
          </>
        }
      >
        <p>2 × Salchipapa ranchera familiar, sin cebolla.</p>
      </Dialog>
      <Sheet open={open === 'sheet'} onClose={close} closeLabel="Cerrar" title="Cola de impresión">
        <p>Nada en espera.</p>
      </Sheet>
    </div>
  );
}
