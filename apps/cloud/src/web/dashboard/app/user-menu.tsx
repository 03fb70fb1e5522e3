import { Menu, MenuChoice, MenuItem, MenuSeparator } from '@fastops/ui/menu';
import { useToast } from '@fastops/ui/toast';
import { LogOut, UserRound } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useCompanies, useLogout, useSwitchCompany } from '../features/session/session.queries.ts';
import { LANGUAGES, useLanguage } from '../lib/i18n.ts';
import type { Me } from '../lib/me.ts';
import { THEMES, useTheme } from '../lib/theme.ts';
import { UserButton } from './user-button.tsx';

/** Forms and the drawing of a code: for whoever opens their account. */
const MyAccount = lazy(async () => ({ default: (await import('../features/session/my-account.tsx')).MyAccount }));

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
      <Menu label={t('user.menu')} startsOpen trigger={<UserButton me={me} label={t('user.menu')} />}>
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
      {isOpen && (
        <Suspense>
          <MyAccount me={me} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
