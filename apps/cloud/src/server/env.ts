import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { MailChoice } from './adapters/mail.ts';
import type { PaymentChoice } from './adapters/wompi.ts';
import type { DatabaseChoice } from './db/open.ts';

/** Everything that the surroundings may decide, read once and checked. */
export type CloudEnv = {
  readonly host: string;
  readonly port: number;
  readonly database: DatabaseChoice;
  readonly keyFile: string;
  readonly secureCookie: boolean;
  readonly logLevel: string;
  readonly staticDir: string;
  /** Where the packer puts releases (`--feed`); undefined: tills are offered none. */
  readonly releasesDir: string | undefined;
  /** Hops of proxies before us whose X-Forwarded-For is believed. */
  readonly trustProxy: number;
  readonly mail: MailChoice;
  readonly payments: PaymentChoice;
  /** Who may read /metrics; undefined: only this machine. */
  readonly metricsToken: string | undefined;
  /** Undefined: the address the server listens at. */
  readonly publicUrl: string | undefined;
};

const schema = z.object({
  FASTOPS_HOST: z.string().default('127.0.0.1'),
  FASTOPS_PORT: z.coerce.number().int().min(0).max(65_535).default(4100),
  FASTOPS_CLOUD_DATA: z.string().default('.data/cloud'),
  DATABASE_URL: z.url().optional(),
  DATABASE_OWNER_URL: z.url().optional(),
  FASTOPS_KEY_FILE: z.string().optional(),
  FASTOPS_RELEASES_DIR: z.string().optional(),
  FASTOPS_HTTPS: z.enum(['0', '1']).default('0'),
  FASTOPS_LOG: z.string().default('info'),
  FASTOPS_CACHE: z.string().default(fileURLToPath(new URL('../../../../.cache', import.meta.url))),
  FASTOPS_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  FASTOPS_MAIL_FROM: z.string().default('FastOps <no-responder@localhost>'),
  FASTOPS_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  FASTOPS_WOMPI_PUBLIC_KEY: z.string().optional(),
  FASTOPS_WOMPI_PRIVATE_KEY: z.string().optional(),
  FASTOPS_WOMPI_INTEGRITY_SECRET: z.string().optional(),
  FASTOPS_WOMPI_EVENTS_SECRET: z.string().optional(),
  FASTOPS_WOMPI_API: z.url().optional(),
  FASTOPS_WOMPI_CHECKOUT: z.url().default('https://checkout.wompi.co/p/'),
  FASTOPS_METRICS_TOKEN: z.string().min(16).optional(),
  FASTOPS_PAYMENT_INSTRUCTIONS: z.string().max(1_000).default(''),
  FASTOPS_TRUST_PROXY: z.coerce.number().int().min(0).max(5).default(0),
});

export function readEnv(env: NodeJS.ProcessEnv = process.env): CloudEnv {
  // A composed deployment passes what nobody set as an empty text.
  const read = schema.parse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  return {
    host: read.FASTOPS_HOST,
    port: read.FASTOPS_PORT,
    database: databaseChoice(read),
    keyFile: read.FASTOPS_KEY_FILE ?? join(read.FASTOPS_CLOUD_DATA, 'server-key.pem'),
    secureCookie: read.FASTOPS_HTTPS === '1',
    logLevel: read.FASTOPS_LOG,
    staticDir: fileURLToPath(new URL('../../dist/dashboard', import.meta.url)),
    releasesDir: read.FASTOPS_RELEASES_DIR,
    trustProxy: read.FASTOPS_TRUST_PROXY,
    mail: mailChoice(read),
    payments: paymentChoice(read),
    metricsToken: read.FASTOPS_METRICS_TOKEN,
    publicUrl: read.FASTOPS_PUBLIC_URL?.replace(/\/+$/, ''),
  };
}

function mailChoice(read: z.infer<typeof schema>): MailChoice {
  const from = read.FASTOPS_MAIL_FROM;
  return read.FASTOPS_SMTP_URL === undefined
    ? { kind: 'folder', folder: join(read.FASTOPS_CLOUD_DATA, 'mail'), from }
    : { kind: 'smtp', url: read.FASTOPS_SMTP_URL, from };
}

/** All four secrets or none: with one missing, payments would be taken that nobody hears of. */
function paymentChoice(read: z.infer<typeof schema>): PaymentChoice {
  const secrets = {
    publicKey: read.FASTOPS_WOMPI_PUBLIC_KEY,
    privateKey: read.FASTOPS_WOMPI_PRIVATE_KEY,
    integritySecret: read.FASTOPS_WOMPI_INTEGRITY_SECRET,
    eventsSecret: read.FASTOPS_WOMPI_EVENTS_SECRET,
  };
  if (Object.values(secrets).every((secret) => secret === undefined))
    return { kind: 'manual', instructions: read.FASTOPS_PAYMENT_INSTRUCTIONS };
  const text = z.string().min(1);
  const account = z.object({ publicKey: text, privateKey: text, integritySecret: text, eventsSecret: text }).parse(secrets);
  const isTest = account.publicKey.startsWith('pub_test_');
  const api = read.FASTOPS_WOMPI_API ?? `https://${isTest ? 'sandbox' : 'production'}.wompi.co/v1`;
  return { kind: 'wompi', ...account, api, checkout: read.FASTOPS_WOMPI_CHECKOUT };
}

function databaseChoice(read: z.infer<typeof schema>): DatabaseChoice {
  if (read.DATABASE_URL === undefined) return { kind: 'pglite', folder: read.FASTOPS_CLOUD_DATA, templateCache: read.FASTOPS_CACHE };
  return {
    kind: 'postgres',
    url: read.DATABASE_URL,
    ownerUrl: read.DATABASE_OWNER_URL,
    appRole: new URL(read.DATABASE_URL).username,
  };
}
