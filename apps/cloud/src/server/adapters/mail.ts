import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Postman } from '../modules/identity/identity.port.ts';
import type { Machine } from '../machine.ts';

/** Where mail goes: to a server, or into a folder that a person can read when there is none. */
export type MailChoice =
  | { readonly kind: 'smtp'; readonly url: string; readonly from: string }
  | { readonly kind: 'folder'; readonly folder: string; readonly from: string };

export function postman(choice: MailChoice, machine: Pick<Machine, 'now' | 'newId'>): Postman {
  return choice.kind === 'smtp' ? smtp(choice) : folder(choice, machine);
}

/** Somebody waits for the answer. */
const LIMITS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

function smtp({ url, from }: { url: string; from: string }): Postman {
  const patient = new URL(url);
  for (const [limit, ms] of Object.entries(LIMITS)) patient.searchParams.set(limit, String(ms));
  const transport = createTransport(patient.href);
  return { isDelivered: true, send: async (mail) => void (await transport.sendMail({ from, ...mail })) };
}

/** Each mail as the bytes a server would have got, readable by this user only: it holds links that open doors. */
function folder({ folder: into, from }: { folder: string; from: string }, machine: Pick<Machine, 'now' | 'newId'>): Postman {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  return {
    isDelivered: false,
    send: async (mail) => {
      const { message } = await transport.sendMail({ from, ...mail });
      mkdirSync(into, { recursive: true, mode: 0o700 });
      const name = `${new Date(machine.now()).toISOString().replaceAll(':', '-')}-${machine.newId()}.eml`;
      writeFileSync(join(into, name), message as Buffer, { mode: 0o600 });
    },
  };
}
