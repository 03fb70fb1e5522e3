import { Badge } from '@fastops/ui/badge';
import { Button } from '@fastops/ui/button';
import { EmptyState } from '@fastops/ui/empty-state';
import { IconButton } from '@fastops/ui/icon-button';
import { Menu, MenuItem } from '@fastops/ui/menu';
import { Money } from '@fastops/ui/money';
import { Ban, Ellipsis, MonitorSmartphone, PackageX, Pencil, Plus, RefreshCw, ShieldCheck, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ContactStatus } from '../../lib/contact-status.tsx';
import { InnerLink } from '../../lib/inner-link.tsx';
import { useMay } from '../../lib/me.ts';
import { Panel } from '../../lib/panel.tsx';
import { branchPath } from '../../lib/paths.ts';
import type { BranchClock } from './branch-clock.ts';
import type { Branch, Terminal } from './branches.queries.ts';

type BranchCardProps = {
  readonly branch: Branch;
  readonly terminals: readonly Terminal[];
  readonly clock: BranchClock;
  /** How many of its records wait for a person. */
  readonly waiting: number;
  readonly onAdd: () => void;
  readonly onRevoke: (terminal: Terminal) => void;
  readonly onRename: (terminal: Terminal) => void;
  readonly onAgain: (terminal: Terminal) => void;
  readonly onUninstall: (terminal: Terminal) => void;
  readonly onEdit: () => void;
};

export function BranchCard({ branch, terminals, clock, waiting, onAdd, onEdit, ...acts }: BranchCardProps) {
  const { t } = useTranslation();
  const mayManage = useMay('terminals.manage');
  const mayEdit = useMay('branches.manage');
  const [showRevoked, setShowRevoked] = useState(false);
  const working = terminals.filter((terminal) => !terminal.revoked);
  const revoked = terminals.filter((terminal) => terminal.revoked);
  const shown = showRevoked ? [...working, ...revoked] : working;
  return (
    <Panel
      title={branch.name}
      flush
      action={
        <div className="flex flex-wrap items-center gap-2">
          {waiting > 0 && (
            <Badge tone="warning" icon={TriangleAlert}>
              {t('custody.waiting', { count: waiting })}
            </Badge>
          )}
          <InnerLink to={branchPath(branch.id)} icon={ShieldCheck} label={t('custody.openNamed', { branch: branch.name })}>
            {t('custody.open')}
          </InnerLink>
          {mayEdit && (
            <Button icon={Pencil} aria-label={t('tenancy.branch.editNamed', { branch: branch.name })} onClick={onEdit}>
              {t('tenancy.branch.edit')}
            </Button>
          )}
          <Button icon={Plus} disabledReason={mayManage ? undefined : t('terminals.notAllowed')} onClick={onAdd}>
            {t('terminals.add')}
          </Button>
        </div>
      }
    >
      {working.length === 0 && <EmptyState icon={MonitorSmartphone} title={t('terminals.emptyTitle')} text={t('terminals.emptyText')} />}
      <ul aria-label={t('terminals.caption', { branch: branch.name })}>
        {shown.map((terminal) => (
          <TerminalRow key={terminal.id} terminal={terminal} clock={clock} mayManage={mayManage} {...acts} />
        ))}
      </ul>
      {revoked.length > 0 && (
        <div className="border-t border-line p-2">
          <Button variant="ghost" onClick={() => setShowRevoked(!showRevoked)}>
            {showRevoked ? t('terminals.hideRevoked') : t('terminals.revokedToggle', { count: revoked.length })}
          </Button>
        </div>
      )}
    </Panel>
  );
}

type TerminalRowProps = Pick<BranchCardProps, 'clock' | 'onRevoke' | 'onRename' | 'onAgain' | 'onUninstall'> & {
  readonly terminal: Terminal;
  readonly mayManage: boolean;
};

function TerminalRow({ terminal, clock, mayManage, onRevoke, onRename, onAgain, onUninstall }: TerminalRowProps) {
  const { t } = useTranslation();
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0 md:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,1.4fr)_7rem]">
      <span className="min-w-0 text-16 font-semibold wrap-break-word max-md:row-start-1">
        {terminal.name}
        {terminal.appVersion !== '' && (
          <span className="block text-12 font-normal text-ink-muted">{t('tenancy.branch.version', { version: terminal.appVersion })}</span>
        )}
      </span>
      <span className="text-14 max-md:col-span-2">
        <span className="sr-only">{t('terminals.contact')}: </span>
        <ContactStatus lastContactAt={terminal.lastContactAt} {...clock} />
      </span>
      <span className="text-14 max-md:col-span-2">
        <span className="text-ink-muted">{t('terminals.unsynced')}: </span>
        <Held terminal={terminal} />
      </span>
      <span className="text-right max-md:col-start-2 max-md:row-start-1">
        {terminal.revoked && <Badge icon={Ban}>{t('terminals.revoked')}</Badge>}
        {mayManage && (
          <Menu
            label={t('tenancy.branch.acts', { name: terminal.name })}
            trigger={<IconButton icon={Ellipsis} label={t('tenancy.branch.acts', { name: terminal.name })} />}
          >
            <MenuItem icon={Pencil} onPress={() => onRename(terminal)}>
              {t('tenancy.branch.rename')}
            </MenuItem>
            <MenuItem icon={RefreshCw} onPress={() => onAgain(terminal)}>
              {t('tenancy.branch.again')}
            </MenuItem>
            <MenuItem icon={PackageX} onPress={() => onUninstall(terminal)}>
              {t('removal.act')}
            </MenuItem>
            {!terminal.revoked && (
              <MenuItem icon={Ban} onPress={() => onRevoke(terminal)}>
                {t('terminals.revoke')}
              </MenuItem>
            )}
          </Menu>
        )}
      </span>
    </li>
  );
}

function Held({ terminal }: { readonly terminal: Terminal }) {
  const { t } = useTranslation();
  if (terminal.custody.count === 0) return t('terminals.none');
  return (
    <span className="font-semibold text-warning">
      <Money amount={terminal.custody.value} /> · {t('terminals.count', { count: terminal.custody.count })}
    </span>
  );
}
