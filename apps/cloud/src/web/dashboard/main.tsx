import './dashboard.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './app/app.tsx';
import { startLanguages } from './lib/i18n.ts';
import { followSystemTheme } from './lib/theme.ts';

followSystemTheme();
await startLanguages();

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
