import './gallery.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { ToastProvider } from '../src/toast.tsx';
import { Gallery } from './gallery.tsx';

const theme = new URLSearchParams(location.search).get('theme');
if (theme) document.documentElement.dataset['theme'] = theme;

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <ToastProvider closeLabel="Cerrar">
        <Gallery />
      </ToastProvider>
    </StrictMode>,
  );
}
