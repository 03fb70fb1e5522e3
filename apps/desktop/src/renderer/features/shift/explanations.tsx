import { money } from '@fastops/shared/base/money';
import { Money } from '@fastops/ui/money';
import { useTranslation } from 'react-i18next';

import { useExplanations, useTicketNames } from './shift.queries.ts';

const SHOWN_TICKETS = 4;

/** «Explícame el descuadre»: the likeliest mistakes that make the difference to the peso, each with its tickets. */
export function Explanations({ sessionId }: { readonly sessionId: string }) {
  const { t } = useTranslation();
  const explanations = useExplanations(sessionId);
  const nameOf = useTicketNames();
  const found = explanations.data?.ok ? explanations.data.value.slice(0, 3) : [];
  if (explanations.data && found.length === 0) return <p className="text-14 text-ink-muted">{t('shift.unexplained')}</p>;
  return (
    <section aria-label={t('shift.explain-title')} data-testid="explanations" className="flex flex-col gap-2">
      <h3 className="text-14 font-semibold">{t('shift.explain-title')}</h3>
      <ol className="flex flex-col gap-2">
        {found.map(({ mistakes }) => (
          <li key={mistakes.map(({ mistake, effect }) => `${mistake} ${effect}`).join()} className="rounded-md bg-surface-strong px-3 py-2">
            {mistakes.map(({ mistake, effect, subjects }) => (
              <div key={mistake} className="grid grid-cols-[1fr_auto] gap-3 text-14">
                <span>
                  {t(`shift.mistake.${mistake}`)}
                  <span className="block text-12 text-ink-muted">{ticketsText(subjects.flatMap((id) => nameOf(id) ?? []))}</span>
                </span>
                <Money amount={money(Math.abs(effect))} className="text-right font-medium" />
              </div>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}

function ticketsText(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN_TICKETS).join(', ');
  return names.length > SHOWN_TICKETS ? `${shown} +${names.length - SHOWN_TICKETS}` : shown;
}
