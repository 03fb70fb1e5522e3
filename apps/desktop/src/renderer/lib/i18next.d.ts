import 'i18next';

import type { es } from './messages/es.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof es };
    keySeparator: false;
    nsSeparator: false;
  }
}
