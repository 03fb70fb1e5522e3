import type { Mail } from '../identity/identity.port.ts';

export type MailLanguage = 'es' | 'en';

const SIGN_UP: Readonly<Record<MailLanguage, { readonly subject: string; readonly text: (link: string) => string }>> = {
  es: {
    subject: 'Tu negocio en FastOps',
    text: (link) =>
      `Hola:\n\nConfirma tu correo y arma tu negocio aquí. Toma unos cinco minutos y puedes seguir después con este mismo enlace, durante siete días:\n\n${link}\n\nSi no fuiste tú, puedes borrar este correo.\n\nFastOps`,
  },
  en: {
    subject: 'Your business on FastOps',
    text: (link) =>
      `Hello,\n\nConfirm your e-mail and set up your business here. It takes about five minutes, and this same link goes on where you left for seven days:\n\n${link}\n\nIf it wasn’t you, you can delete this mail.\n\nFastOps`,
  },
};

export function signUpMail(to: string, language: MailLanguage, link: string): Mail {
  const { subject, text } = SIGN_UP[language];
  return { to, subject, text: text(link) };
}
