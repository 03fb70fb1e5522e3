import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { notNegativeMoneySchema } from '@fastops/shared/base/money-schema';
import { hasUnsafeCharacters, textSchema } from '@fastops/shared/base/text';
import { accountPaymentSchema, customerAddressSchema, phoneSchema } from '@fastops/shared/customers/customer.events';
import { command, query, router } from '../../rpc/procedures.ts';
import { printStatement } from './account-paper.service.ts';
import {
  addAddress,
  changeCustomer,
  collectPayment,
  findCustomers,
  openAccounts,
  readCustomer,
  registerCustomer,
  removeAddress,
  setCreditLimit,
} from './customers.service.ts';

const customerRef = z.strictObject({ customerId: idSchema });
const name = textSchema(80);
const limit = z.int().min(1).max(200);
/** What somebody types into a search field; nothing is an answer too. */
const searchText = z
  .string()
  .max(60)
  .refine((text) => !hasUnsafeCharacters(text), 'control characters');

export const customersRouter = router({
  search: query('customers.read', z.strictObject({ text: searchText, limit: limit.default(20) }), findCustomers),
  accounts: query('customers.read', z.strictObject({ limit: limit.default(100) }), openAccounts),
  find: query('customers.read', customerRef, (ctx, { customerId }) => readCustomer(ctx, customerId)),
  register: command(
    'customers.edit',
    customerRef.extend({ name, phone: phoneSchema.optional(), document: textSchema(20).optional() }),
    registerCustomer,
  ),
  change: command(
    'customers.edit',
    customerRef.extend({ name: name.optional(), phone: phoneSchema.nullable().optional(), document: textSchema(20).nullable().optional() }),
    changeCustomer,
  ),
  addAddress: command('customers.edit', customerRef.extend({ address: customerAddressSchema }), addAddress),
  removeAddress: command('customers.edit', customerRef.extend({ addressId: idSchema }), removeAddress),
  printStatement: command('customers.read', customerRef, printStatement),
  setCreditLimit: command('customers.credit', customerRef.extend({ limit: notNegativeMoneySchema }), setCreditLimit),
  pay: command(
    'customers.pay',
    customerRef.extend({ payment: accountPaymentSchema.omit({ sessionId: true, rounding: true }) }),
    collectPayment,
  ),
});
