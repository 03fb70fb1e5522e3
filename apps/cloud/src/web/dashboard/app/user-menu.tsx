import { Avatar } from '@fastops/ui/avatar';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '@fastops/ui/menu';
import { useToast } from '@fastops/ui/toast';
import { ChevronsUpDown, LogOut, UserRound } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { MyAccount } from '../features/session/my-account.tsx';
import { useCompanies, useLogout, useSwitchCompany } from '../features/session/session.queries.ts';
import { LANGUAGES, useLanguage } from '../lib/i18n.ts';
import type { Me } from '../lib/me.ts';
import { THEMES, useTheme } from '../lib/theme.ts';

/** Who is here, and what belongs to them: language, light or dark, and the way out. */
export function UserMenu({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const { language, setLanguage } = useLanguage();
  const [theme, setTheme] = useTheme();
  const [isOpen, setOpen] = useState(false);
  const companies = useCompanies().data ?? [];
  const switchCompany = useSwitchCompany();
  const logout = useLogout();
  const toast = useToast();
  return (
    <>
      <Menu label={t('user.menu')} trigger={<UserButton me={me} label={t('user.menu')} />}>
        {companies.length > 1 && (
          <>
            <MenuChoice
              title={t('user.company')}
              value={me.companyId}
              onChange={(companyId) => switchCompany.mutate(companyId)}
              options={companies.map(({ companyId, name }) => ({ value: companyId, label: name }))}
            />
            <MenuSeparator />
          </>
        )}
        <MenuItem icon={UserRound} onPress={() => setOpen(true)}>
          {t('account.mine.open')}
        </MenuItem>
        <MenuSeparator />
        <MenuChoice
          title={t('user.language')}
          value={language}
          onChange={setLanguage}
          options={LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) }))}
        />
        <MenuSeparator />
        <MenuChoice
          title={t('user.theme')}
          value={theme}
          onChange={setTheme}
          options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
        />
        <MenuSeparator />
        <MenuItem
          icon={LogOut}
          onPress={() => logout.mutate(undefined, { onError: () => toast({ tone: 'warning', title: t('user.stillIn') }) })}
        >
          {t('user.logout')}
        </MenuItem>
      </Menu>
      {isOpen && <MyAccount me={me} onClose={() => setOpen(false)} />}
    </>
  );
}

type UserButtonProps = ComponentProps<'button'> & { readonly me: Me; readonly label: string };

function UserButton({ me, label, ...rest }: UserButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className="flex min-h-12 w-full min-w-12 items-center justify-center gap-2 rounded-md p-1 text-left hover:bg-surface-strong xl:px-2"
    >
      <span className="sr-only">{label}</span>
      <Avatar name={me.name} size="small" />
      <span className="min-w-0 flex-1 max-xl:sr-only">
        <span className="block truncate text-14 font-semibold">{me.name}</span>
        <span className="block truncate text-12 text-ink-muted">{me.email}</span>
      </span>
      <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-muted max-xl:hidden" />
    </button>
  );
}
