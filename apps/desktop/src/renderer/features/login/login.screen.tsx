import { Avatar } from '@fastops/ui/avatar';
import { classNames } from '@fastops/ui/class-names';
import { EmptyState } from '@fastops/ui/empty-state';
import { PinPad } from '@fastops/ui/pin-pad';
import { TriangleAlert, Users } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useNow } from '../../lib/use-now.ts';
import { staffHue } from './staff-hue.ts';

export type StaffTile = { readonly id: string; readonly name: string; readonly role: string };
export type LoginState = {
  readonly busy: boolean;
  readonly wrongTries: number;
  /** When the next try is allowed; 0 when it is now. */
  readonly waitUntil: number;
  readonly locked: boolean;
  /** The PIN couldn't be checked at all. */
  readonly failed: boolean;
};

type LoginScreenProps = {
  readonly heading: string;
  readonly staff: readonly StaffTile[];
  readonly state: LoginState;
  readonly onPin: (staffId: string, pin: string) => void;
};

const ROLES = ['owner', 'administrator', 'manager', 'cashier', 'cook'] as const;

export function LoginScreen({ heading, staff, state, onPin }: LoginScreenProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string>();
  const person = staff.find((each) => each.id === chosen) ?? (staff.length === 1 ? staff[0] : undefined);
  return (
    <main className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_400px]">
      <section className="flex min-h-0 flex-col gap-6 overflow-y-auto p-8 xl:p-12">
        <div>
          <p className="text-14 text-ink-muted">{heading}</p>
          <h1 className="text-28 font-semibold">{t('login.title')}</h1>
        </div>
        {staff.length === 0 && <EmptyState icon={Users} title={t('login.no-staff')} text={t('login.no-staff-hint')} />}
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(220px,1fr))] gap-3">
          {staff.map((each) => (
            <li key={each.id}>
              <StaffButton person={each} chosen={each === person} onPress={() => setChosen(each.id)} />
            </li>
          ))}
        </ul>
      </section>
      <section className="flex flex-col items-center justify-center gap-4 border-l border-line bg-surface-raised p-8" aria-live="polite">
        {person ? (
          <PinEntry key={person.id} person={person} state={state} onPin={onPin} />
        ) : (
          <p className="text-16 text-ink-muted">{t('login.pick-first')}</p>
        )}
      </section>
    </main>
  );
}

type StaffButtonProps = { readonly person: StaffTile; readonly chosen: boolean; readonly onPress: () => void };

function StaffButton({ person, chosen, onPress }: StaffButtonProps) {
  const { t } = useTranslation();
  const role = ROLES.find((each) => each === person.role);
  return (
    <button
      type="button"
      data-testid="staff-tile"
      aria-pressed={chosen}
      onClick={onPress}
      className={classNames(
        'flex min-h-20 w-full items-center gap-4 rounded-md border p-4 text-left',
        chosen ? 'border-accent bg-accent-soft ring-2 ring-accent' : 'border-line bg-surface-raised hover:bg-surface-strong',
      )}
    >
      <Avatar name={person.name} hue={staffHue(person.id)} />
      <span className="min-w-0">
        <span className="block text-16 font-semibold wrap-break-word">{person.name}</span>
        <span className="block text-14 text-ink-muted">{role ? t(`role.${role}`) : person.role}</span>
      </span>
    </button>
  );
}

type PinEntryProps = Pick<LoginScreenProps, 'state' | 'onPin'> & { readonly person: StaffTile };

function PinEntry({ person, state, onPin }: PinEntryProps) {
  const { t } = useTranslation();
  const now = useNow(250, state.waitUntil > 0);
  const secondsLeft = Math.max(0, Math.ceil((state.waitUntil - now) / 1000));
  return (
    <>
      <h2 className="text-20 font-semibold">{t('login.pin-for', { name: person.name })}</h2>
      <PinPad
        onSubmit={(pin) => onPin(person.id, pin)}
        busy={state.busy}
        locked={state.locked || secondsLeft > 0}
        wrongTries={state.wrongTries}
        labels={{
          pad: t('login.pin-pad'),
          erase: t('common.erase'),
          confirm: t('login.enter'),
          progress: (count) => t('login.digits', { count }),
        }}
      />
      <p
        role="alert"
        // A countdown read out every second would be noise.
        aria-live={secondsLeft > 0 ? 'off' : 'assertive'}
        className="flex min-h-10 w-72 items-start justify-center gap-2 text-14 font-medium text-danger"
      >
        <PinNews state={state} secondsLeft={secondsLeft} />
      </p>
    </>
  );
}

function PinNews({ state, secondsLeft }: { readonly state: LoginState; readonly secondsLeft: number }) {
  const text = usePinNews(state, secondsLeft);
  if (text === undefined) return null;
  return (
    <>
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      {text}
    </>
  );
}

function usePinNews(state: LoginState, secondsLeft: number): string | undefined {
  const { t } = useTranslation();
  if (state.failed) return t('login.failed');
  if (state.locked) return t('login.locked');
  if (secondsLeft > 0) return t('login.wait', { count: secondsLeft });
  return state.wrongTries > 0 ? t('login.wrong') : undefined;
}
