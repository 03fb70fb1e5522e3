import { z } from 'zod';
import { ticketLayoutSchema, ticketLogoSchema } from '@fastops/shared/printing/ticket-layout';
import { router, userProcedure } from '../../rpc/procedures.ts';
import { saveTickets, ticketsNow } from './tickets.service.ts';

const draft = z.strictObject({
  layout: ticketLayoutSchema.omit({ id: true }),
  logo: ticketLogoSchema.nullable(),
  version: z.int().min(0),
});

export const ticketsRouter = router({
  now: userProcedure('company.manage', z.void()).query(({ sql }) => ticketsNow(sql)),
  save: userProcedure('company.manage', draft).mutation((call, input) => saveTickets(call, input)),
});
