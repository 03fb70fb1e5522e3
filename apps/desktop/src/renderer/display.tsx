import './renderer.css';

import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';

import { DisplayScreen } from './features/customer-display/display.screen.tsx';
import { createI18n } from './lib/i18n.ts';
import { SettingsProvider, storedLanguage } from './lib/settings.tsx';

const place = document.getElementById('root');
if (place) {
  createRoot(place).render(
    <I18nextProvider i18n={createI18n(storedLanguage())}>
      <SettingsProvider>
        <DisplayScreen />
      </SettingsProvider>
    </I18nextProvider>,
  );
}
