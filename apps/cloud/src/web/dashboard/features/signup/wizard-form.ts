import { normalNit } from '@fastops/shared/tenancy/country';
import { signUpSchema } from '@fastops/shared/tenancy/sign-up';

import { formText, SHORTEST_PASSWORD } from '../../lib/form-text.ts';
import type { Draft, Finish, SignUp } from './signup.queries.ts';

/** What is asked, in order; a first till comes after them. */
export const STEPS = ['person', 'company', 'tax', 'branch', 'menu'] as const;
export type Step = (typeof STEPS)[number];

/** What is never kept: it lives as long as the page. */
export type Secrets = { readonly password: string; readonly code: string; readonly pin: string };
/** What each step is drawn from. */
export type StepProps = {
  readonly draft: Draft;
  readonly secrets: Secrets;
  readonly signUp: SignUp;
  readonly faults: ReadonlySet<string>;
  /** The code that the cloud refused the whole with, if it did. */
  readonly refusal: string | undefined;
};
/** A step's fields as they were typed. */
export type Said = Readonly<Record<string, string>>;

const FIELDS: Readonly<Record<Step, readonly string[]>> = {
  person: ['person', 'password', 'code'],
  company: ['country', 'name', 'legalName', 'nit'],
  tax: ['tax'],
  branch: ['name', 'address', 'city', 'phone', 'timeZone', 'dayStartHour'],
  menu: ['menu', 'cashier', 'pin'],
};
/** Fields that may be empty. */
const OPTIONAL = new Set(['code']);

export function readStep(step: Step, form: FormData): Said {
  return Object.fromEntries(FIELDS[step].map((name) => [name, formText(form, name).trim()]));
}

export function draftFrom(step: Step, draft: Draft, said: Said): Draft {
  const parts = signUpSchema.shape;
  switch (step) {
    case 'person':
      return { ...draft, person: said['person'] ?? '' };
    case 'company': {
      const { country, ...words } = said;
      return { ...draft, company: { ...words, country: parts.company.shape.country.catch('CO').parse(country) } };
    }
    case 'tax':
      return { ...draft, tax: parts.tax.catch('INC').parse(said['tax']) };
    case 'branch': {
      const { timeZone, dayStartHour, ...words } = said;
      const zone = parts.branch.shape.timeZone.catch('America/Bogota').parse(timeZone);
      return { ...draft, branch: { ...words, timeZone: zone, dayStartHour: Number(dayStartHour ?? 5) } };
    }
    case 'menu':
      return { ...draft, menu: parts.menu.catch('demo').parse(said['menu']), cashier: said['cashier'] ?? '' };
  }
}

export function secretsFrom(step: Step, secrets: Secrets, said: Said): Secrets {
  if (step === 'person') return { ...secrets, password: said['password'] ?? '', code: said['code'] ?? '' };
  return step === 'menu' ? { ...secrets, pin: said['pin'] ?? '' } : secrets;
}

/** The fields that don't let one go on, by name. */
export function faultsOf(step: Step, said: Said, hasAccount: boolean): ReadonlySet<string> {
  const faults = new Set(FIELDS[step].filter((name) => !OPTIONAL.has(name) && (said[name] ?? '') === ''));
  if (step === 'person') {
    if (hasAccount) faults.delete('person');
    else if ((said['password'] ?? '').length < SHORTEST_PASSWORD) faults.add('password');
  }
  if (step === 'company' && normalNit(said['nit'] ?? '') === undefined) faults.add('nit');
  if (step === 'menu' && !/^\d{4,6}$/.test(said['pin'] ?? '')) faults.add('pin');
  return faults;
}

/** The whole of it, as the cloud takes it; each step was looked at before. */
export function finishOf({ token, draft, secrets }: { token: string; draft: Draft; secrets: Secrets }): Finish {
  const { step: _, cashier = '', person, ...words } = draft;
  const whole = signUpSchema.parse({ ...words, person: person === undefined || person === '' ? cashier || 'FastOps' : person });
  return {
    ...whole,
    token,
    password: secrets.password,
    ...(secrets.code === '' ? {} : { code: secrets.code }),
    cashier: { name: cashier, pin: secrets.pin },
  };
}
