import { money } from '@fastops/shared/base/money';
import { Button } from '@fastops/ui/button';
import { Money } from '@fastops/ui/money';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useExplanations } from './shift.queries.ts';
import { TicketDialog } from './ticket-dialog.tsx';

const SHOWN_TICKETS = 6;

/** «Explícame el descuadre»: the likeliest mistakes that make the difference to the peso, each with its tickets one tap away. */
export function Explanations({ sessionId }: { readonly sessionId: string }) {
  const { t } = useTranslation();
  const [openTicket, setOpenTicket] = useState<string>();
  const explanations = useExplanations(sessionId);
  const found = explanations.data?.ok ? explanations.data.value.slice(0, 3) : [];
  if (explanations.data && found.length === 0) return <p className="text-14 text-ink-muted">{t('shift.unexplained')}</p>;
  return (
    <section aria-label={t('shift.explain-title')} data-testid="explanations" className="flex flex-col gap-2">
      <h3 className="text-14 font-semibold">{t('shift.explain-title')}</h3>
      <ol className="flex flex-col gap-2">
        {found.map(({ mistakes }) => (
          <li key={mistakes.map(({ mistake, effect }) => `${mistake} ${effect}`).join()} className="rounded-md bg-surface-strong px-3 py-2">
            {mistakes.map(({ mistake, effect, subjects }) => (
              <div key={mistake} className="flex flex-col gap-1">
                <div className="grid grid-cols-[1fr_auto] gap-3 text-14">
                  <span>
                    {t(`shift.mistake.${mistake}`)}
                    <Labels labels={subjects.filter(({ isOrder, label }) => !isOrder && label !== '').map(({ label }) => label)} />
                  </span>
                  <Money amount={money(Math.abs(effect))} className="text-right font-medium" />
                </div>
                <Tickets tickets={subjects.filter(({ isOrder }) => isOrder)} onOpen={setOpenTicket} />
              </div>
            ))}
          </li>
        ))}
      </ol>
      {openTicket !== undefined && <TicketDialog orderId={openTicket} onClose={() => setOpenTicket(undefined)} />}
    </section>
  );
}

function Labels({ labels }: { readonly labels: readonly string[] }) {
  return labels.length === 0 ? null : <span className="block text-12 text-ink-muted">{[...new Set(labels)].join(', ')}</span>;
}

type TicketsProps = { readonly tickets: readonly { readonly id: string; readonly label: string }[]; readonly onOpen: (id: string) => void };

function Tickets({ tickets, onOpen }: TicketsProps) {
  const { t } = useTranslation();
  if (tickets.length === 0) return null;
  const more = tickets.length - SHOWN_TICKETS;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {tickets.slice(0, SHOWN_TICKETS).map(({ id, label }) => (
        <Button
          key={id}
          size="touch"
          onClick={() => onOpen(id)}
          aria-label={t('shift.open-ticket', { number: label })}
          data-testid="suspect"
        >
          {label}
        </Button>
      ))}
      {more > 0 && <span className="text-14 text-ink-muted">{t('shift.more-tickets', { count: more })}</span>}
    </div>
  );
}
