import './renderer.css';

import { createRoot } from 'react-dom/client';

import { KitchenRoot } from './app/kitchen-root.tsx';
import { arrive } from './features/kitchen/moving.ts';
import { createHttpClient } from './lib/http-client.ts';
import { createI18n } from './lib/i18n.ts';
import { createQueryClient } from './lib/query-client.ts';
import { storedLanguage } from './lib/settings.tsx';

const place = document.getElementById('root');
if (place) {
  // Before anything is drawn: what the screen was elsewhere, it is here.
  await arrive();
  createRoot(place).render(<KitchenRoot branch={createHttpClient()} queries={createQueryClient()} i18n={createI18n(storedLanguage())} />);
}
