import type { displayEs } from './display.es.ts';

/** The English of `display.es.ts`. */
export const displayEn: Record<keyof typeof displayEs, string> = {
  'menu.customer-display': 'Customer display',
  'display.hint': 'A second window, for the screen that faces the customer. It shows their order and nothing else.',
  'display.off': 'Off',
  'display.on': 'On',
  'display.qr': 'The shop’s QR',
  'display.qr-hint': 'Your bank’s QR for transfers. Customers see it while they pay.',
  'display.qr-choose': 'Choose a picture',
  'display.qr-remove': 'Remove',
  'display.qr-bad': 'It must be a PNG, JPG or WebP picture below 400 KB.',
  'display.welcome': 'Welcome!',
  'display.welcome-hint': 'Your order will show here.',
  'display.scan': 'Scan to pay',
  'display.thanks': 'Thank you for your purchase!',
  'display.number': 'Your number is',
};
