import { Button } from '@fastops/ui/button';
import { TextField } from '@fastops/ui/text-field';
import { Link2, Router } from 'lucide-react';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useRefusalText } from '../../lib/refusal-text.ts';
import { pairingOf, placeOf } from './lan-address.ts';
import { useHubsAround, useJoin } from './lan.queries.ts';

/** Types what the hub shows: its address and the code. */
export function JoinForm({ isPaired }: { readonly isPaired: boolean }) {
  const { t } = useTranslation();
  const refusalText = useRefusalText();
  const [address, setAddress] = useState('');
  const [code, setCode] = useState('');
  const join = useJoin();
  const place = placeOf(address);
  const ready = place !== undefined && code.replaceAll(/[^A-Za-z0-9]/g, '').length === 8;
  const refusal = join.data && !join.data.ok ? refusalText(join.data.refusal) : undefined;
  /** A scanner types all of the code's QR into whichever field it finds first. */
  function typed(text: string) {
    const scanned = pairingOf(text);
    setAddress(scanned?.address ?? text);
    if (scanned) setCode(scanned.code);
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (place && ready && !join.isPending) join.mutate({ ...place, code: code.trim() });
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <h3 className="text-16 font-semibold">{t(isPaired ? 'lan.join.again' : 'lan.join')}</h3>
      <p className="text-14 text-ink-muted">{t('lan.join.hint')}</p>
      <HubsAround chosen={address} onChoose={setAddress} />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          size="touch"
          label={t('lan.join.address')}
          placeholder="192.168.1.20"
          spellCheck={false}
          maxLength={48}
          value={address}
          onChange={(event) => typed(event.target.value)}
          onKeyDown={(event) => event.stopPropagation()}
          data-testid="lan-join-address"
        />
        <TextField
          size="touch"
          label={t('lan.join.code')}
          autoComplete="off"
          spellCheck={false}
          maxLength={9}
          value={code}
          onChange={(event) => setCode(event.target.value.toUpperCase())}
          onKeyDown={(event) => event.stopPropagation()}
          data-testid="lan-join-code"
        />
      </div>
      {(refusal ?? join.isError) && (
        <p role="alert" className="text-14 font-medium text-danger">
          {refusal ?? t('common.not-saved')}
        </p>
      )}
      <Button
        type="submit"
        size="touch"
        variant="primary"
        icon={Link2}
        busy={join.isPending}
        disabledReason={ready ? undefined : t('lan.join.needs-both')}
        data-testid="lan-join-submit"
      >
        {t('lan.join.submit')}
      </Button>
    </form>
  );
}

type HubsAroundProps = { readonly chosen: string; readonly onChoose: (address: string) => void };

/** Hubs that were heard in the network: one press instead of an address. */
function HubsAround({ chosen, onChoose }: HubsAroundProps) {
  const { t } = useTranslation();
  const { data: hubs = [] } = useHubsAround();
  if (hubs.length === 0) return <p className="text-14 text-ink-muted">{t('lan.join.searching')}</p>;
  return (
    <div className="flex flex-wrap gap-3" role="group" aria-label={t('lan.join.found')}>
      {hubs.map(({ name, address, port }) => {
        const text = `${address}:${port}`;
        return (
          <Button
            key={text}
            size="touch"
            icon={Router}
            aria-pressed={chosen === text}
            variant={chosen === text ? 'primary' : 'secondary'}
            onClick={() => onChoose(text)}
            data-testid="lan-found"
          >
            {name} · {address}
          </Button>
        );
      })}
    </div>
  );
}
