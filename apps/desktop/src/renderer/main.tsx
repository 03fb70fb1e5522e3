import './renderer.css';

import { createRoot } from 'react-dom/client';

import { Root } from './app/root.tsx';
import { createBranchClient } from './lib/branch-client.ts';
import { createI18n } from './lib/i18n.ts';
import { createQueryClient } from './lib/query-client.ts';
import { storedLanguage } from './lib/settings.tsx';

const place = document.getElementById('root');
if (place) {
  createRoot(place).render(
    <Root branch={createBranchClient(window.fastops)} queries={createQueryClient()} i18n={createI18n(storedLanguage())} />,
  );
}
