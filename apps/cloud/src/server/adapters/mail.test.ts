import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { realMachine } from '../machine.ts';
import { postman } from './mail.ts';

const LETTER = { to: 'ana@x.co', subject: 'Cambia tu contraseña', text: 'Hola, señora Núñez' };
const from = 'FastOps <no-responder@fastops.example>';

test('without a server each letter is a file that only this user reads', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fastops-mail-'));
  try {
    await postman({ kind: 'folder', folder: join(folder, 'mail'), from }, realMachine).send(LETTER);
    const [name = ''] = readdirSync(join(folder, 'mail'));
    const text = readFileSync(join(folder, 'mail', name), 'utf8');
    expect(text).toContain('To: ana@x.co');
    expect(text).toContain('Subject: =?UTF-8?Q?Cambia_tu_contrase=C3=B1a?=');
    expect(statSync(join(folder, 'mail', name)).mode & 0o077).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a server gets the letter as the protocol says, and one that isn’t there is a fault', async () => {
  const heard: string[] = [];
  const server = createServer((socket) => {
    socket.write('220 here\r\n');
    socket.on('data', (data) => {
      const said = data.toString();
      heard.push(said);
      if (said.startsWith('DATA')) socket.write('354 go on\r\n');
      else if (said.startsWith('QUIT')) socket.end('221 bye\r\n');
      else if (/^(EHLO|MAIL|RCPT)/.test(said) || said.endsWith('\r\n.\r\n')) socket.write('250 ok\r\n');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const mail = postman({ kind: 'smtp', url: `smtp://127.0.0.1:${port}?ignoreTLS=true`, from }, realMachine);
  await mail.send(LETTER);
  expect(heard.join('')).toContain('RCPT TO:<ana@x.co>');
  expect(heard.join('')).toContain('Hola, se');
  await new Promise((resolve) => server.close(resolve));
  await expect(mail.send(LETTER)).rejects.toThrow();
});
