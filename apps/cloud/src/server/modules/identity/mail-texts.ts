import type { Mail } from './identity.port.ts';

/** Languages that letters are written in. */
export type MailLanguage = 'es' | 'en';

type Words = { readonly subject: string; readonly text: (facts: { link: string; company: string; by: string }) => string };

const RESET: Readonly<Record<MailLanguage, Words>> = {
  es: {
    subject: 'Cambia tu contraseña de FastOps',
    text: ({ link }) =>
      `Hola:\n\nAlguien pidió cambiar la contraseña de tu cuenta. Si fuiste tú, ábrela aquí en la próxima media hora:\n\n${link}\n\nSi no fuiste tú, no tienes que hacer nada: tu contraseña sigue siendo la misma.\n\nFastOps`,
  },
  en: {
    subject: 'Change your FastOps password',
    text: ({ link }) =>
      `Hello,\n\nSomebody asked to change the password of your account. If it was you, open this within half an hour:\n\n${link}\n\nIf it wasn’t you, there is nothing to do: your password is still the same.\n\nFastOps`,
  },
};

const INVITATION: Readonly<Record<MailLanguage, Words>> = {
  es: {
    subject: 'Te invitaron a FastOps',
    text: ({ link, company, by }) =>
      `Hola:\n\n${by} te invitó a ${company} en FastOps. Entra aquí durante los próximos siete días:\n\n${link}\n\nSi no esperabas esta invitación, puedes borrar este correo.\n\nFastOps`,
  },
  en: {
    subject: 'You are invited to FastOps',
    text: ({ link, company, by }) =>
      `Hello,\n\n${by} invited you to ${company} on FastOps. Come in here within seven days:\n\n${link}\n\nIf you didn’t expect this invitation, you can delete this mail.\n\nFastOps`,
  },
};

export function resetMail(to: string, language: MailLanguage, link: string): Mail {
  const { subject, text } = RESET[language];
  return { to, subject, text: text({ link, company: '', by: '' }) };
}

export function invitationMail(to: string, language: MailLanguage, facts: { link: string; company: string; by: string }): Mail {
  const { subject, text } = INVITATION[language];
  return { to, subject, text: text(facts) };
}
