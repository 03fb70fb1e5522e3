import type { ReactNode } from 'react';

import { Actions } from './actions.tsx';
import { Entry } from './entry.tsx';
import { Figures } from './figures.tsx';

/** Every part of the kit on one page, to be looked at in each theme. */
export function Gallery() {
  return (
    <main className="mx-auto flex max-w-[1280px] flex-col gap-8 p-8">
      <h1 className="text-28 font-semibold">FastOps kit</h1>
      <Palette />
      <Actions />
      <Entry />
      <Figures />
    </main>
  );
}

export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="flex flex-col gap-4">
      <h2 className="border-b border-line pb-1 text-20 font-semibold">{title}</h2>
      {children}
    </section>
  );
}

const ROLES = [
  'bg-surface',
  'bg-surface-raised',
  'bg-surface-strong',
  'bg-ink',
  'bg-ink-muted',
  'bg-line',
  'bg-line-strong',
  'bg-accent',
  'bg-accent-pressed',
  'bg-accent-soft',
  'bg-positive',
  'bg-positive-soft',
  'bg-warning',
  'bg-warning-soft',
  'bg-danger',
  'bg-danger-soft',
  'bg-info',
  'bg-info-soft',
  'bg-focus',
] as const;
const SIZES = ['text-12', 'text-14', 'text-16', 'text-20', 'text-28', 'text-40'] as const;

function Palette() {
  return (
    <Section title="Roles y tamaños">
      <div className="grid grid-cols-10 gap-3">
        {ROLES.map((role) => (
          <div key={role} className="flex flex-col gap-1">
            <span className={`h-12 rounded-md border border-line ${role}`} />
            <span className="text-12 text-ink-muted">{role.slice(3)}</span>
          </div>
        ))}
      </div>
      <div className="flex flex-wrap items-baseline gap-6">
        {SIZES.map((size) => (
          <span key={size} className={size}>
            Salchipapa ranchera $ 25.000
          </span>
        ))}
      </div>
    </Section>
  );
}
