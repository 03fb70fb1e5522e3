import { Button } from '@fastops/ui/button';
import { Dialog } from '@fastops/ui/dialog';
import { Money } from '@fastops/ui/money';
import { useToast } from '@fastops/ui/toast';
import { Check, MessageSquarePlus, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useNow } from '../../lib/clock.ts';
import { clockTimeOrDay } from '../../lib/format.ts';
import { useLanguage } from '../../lib/i18n.ts';
import { useMay } from '../../lib/me.ts';
import { Notice } from '../../lib/notice.tsx';
import type { BranchClock } from './branch-clock.ts';
import type { Quarantined } from './custody.queries.ts';
import { useAnnotate, useResolve } from './custody.queries.ts';
import { causeOf } from './custody.ts';

type Note = Quarantined['notes'][number];
type QuarantineDialogProps = { readonly event: Quarantined; readonly clock: BranchClock; readonly onClose: () => void };

/** One event that waits: what it says, what people noted about it, and the way to settle it. The event itself stays as it is. */
export function QuarantineDialog({ event, clock, onClose }: QuarantineDialogProps) {
  const { t } = useTranslation();
  const { locale } = useLanguage();
  const now = useNow(60_000) + clock.skewMs;
  const when = (at: number) => clockTimeOrDay({ at, utcOffsetHours: clock.utcOffsetHours }, now, locale);
  const mayRepair = useMay('sync.repair');
  return (
    <Dialog open size="medium" onClose={onClose} closeLabel={t('app.close')} title={t('custody.quarantine.detail')}>
      <div className="flex flex-col gap-4">
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 text-14">
          <Fact name={t('custody.quarantine.reason')}>
            {t(`custody.quarantine.${causeOf(event.reason)}`)}
            <span className="block font-mono text-12 wrap-break-word text-ink-muted">{event.reason}</span>
          </Fact>
          <Fact name={t('custody.quarantine.value')}>
            <Money amount={event.value} />
          </Fact>
          <Fact name={t('custody.quarantine.what')}>{event.event.type}</Fact>
          <Fact name={t('custody.quarantine.till')}>{event.terminalName}</Fact>
          <Fact name={t('custody.quarantine.age')}>{when(event.receivedAt)}</Fact>
        </dl>
        <Content content={event.event.body} />
        <Notes notes={event.notes} when={when} />
        {event.state !== 'open' && <Notice icon={Check}>{t(`custody.quarantine.${event.state}`)}</Notice>}
        {event.state === 'open' && mayRepair && <Settle event={event} />}
        {event.state === 'open' && !mayRepair && <p className="text-14 text-ink-muted">{t('custody.quarantine.notAllowed')}</p>}
      </div>
    </Dialog>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd className="min-w-0 font-medium">{children}</dd>
    </>
  );
}

function Content({ content }: { readonly content: unknown }) {
  const { t } = useTranslation();
  const titleId = useId();
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId} className="text-14 font-semibold">
        {t('custody.quarantine.content')}
      </h3>
      {/* Focusable: a long body is scrolled from the keyboard too. */}
      <pre
        tabIndex={0}
        role="region"
        aria-labelledby={titleId}
        className="mt-1 max-h-48 overflow-auto rounded-md border border-line bg-surface p-3 text-12 wrap-break-word whitespace-pre-wrap"
      >
        {JSON.stringify(content, null, 2)}
      </pre>
    </section>
  );
}

function Notes({ notes, when }: { readonly notes: readonly Note[]; readonly when: (at: number) => string }) {
  const { t } = useTranslation();
  return (
    <section>
      <h3 className="text-14 font-semibold">{t('custody.quarantine.notes')}</h3>
      {notes.length === 0 && <p className="text-14 text-ink-muted">{t('custody.quarantine.noNotes')}</p>}
      <ul className="flex flex-col gap-2">
        {notes.map((note) => (
          <li key={`${note.at}-${note.by}`} className="text-14">
            <p className="wrap-break-word">
              {isEnd(note.kind) && <span className="font-semibold">{t(`custody.quarantine.${note.kind}`)}. </span>}
              {note.kind !== 'projected' && note.note}
            </p>
            <p className="text-12 text-ink-muted">{[note.by, when(note.at)].filter(Boolean).join(' · ')}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The end of a wait; other kinds are a word in between. */
function isEnd(kind: Note['kind']): kind is 'resolved' | 'projected' {
  return kind === 'resolved' || kind === 'projected';
}

/** A note, or a note that settles it: nobody marks something as resolved without saying why. */
function Settle({ event }: { readonly event: Quarantined }) {
  const { t } = useTranslation();
  const toast = useToast();
  const [text, setText] = useState('');
  const annotate = useAnnotate();
  const resolve = useResolve();
  const noteId = useId();
  const missing = text.trim() === '' ? t('custody.quarantine.noteNeeded') : undefined;
  const told = (title: string) => () => {
    setText('');
    toast({ tone: 'positive', title });
  };
  const note = { event, text: text.trim() };
  return (
    <div className="flex flex-col gap-2">
      <label htmlFor={noteId} className="text-14 font-semibold">
        {t('custody.quarantine.note')}
      </label>
      <textarea
        id={noteId}
        value={text}
        maxLength={500}
        rows={3}
        onChange={(change) => setText(change.target.value)}
        className="rounded-md border border-line-strong bg-surface-raised p-3 text-14"
      />
      <p className="text-12 text-ink-muted">{t('custody.quarantine.noteHint')}</p>
      {(annotate.isError || resolve.isError) && (
        <Notice urgent tone="danger" icon={TriangleAlert}>
          {t('custody.quarantine.failed')}
        </Notice>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button
          icon={MessageSquarePlus}
          disabledReason={missing}
          busy={annotate.isPending}
          onClick={() => annotate.mutate(note, { onSuccess: told(t('custody.quarantine.annotated')) })}
        >
          {t('custody.quarantine.annotate')}
        </Button>
        <Button
          variant="primary"
          icon={Check}
          disabledReason={missing}
          busy={resolve.isPending}
          onClick={() => resolve.mutate(note, { onSuccess: told(t('custody.quarantine.resolvedDone')) })}
        >
          {t('custody.quarantine.resolve')}
        </Button>
      </div>
    </div>
  );
}
