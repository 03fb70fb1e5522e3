import { z } from 'zod';
import { idSchema } from '@fastops/shared/base/id';
import { command, openQuery, query, router } from '../../rpc/procedures.ts';
import { acknowledgeNotice, custodyView, parkedEvents } from './custody.service.ts';

export const custodyRouter = router({
  /** Where the facts of this till are and how the link is: shown on every screen, even before log-in. */
  view: openQuery(z.void(), ({ core, link, receipts }) => {
    const enrolment = core.enrolment();
    return { link: link.state(), log: enrolment ? custodyView(core.db, receipts, enrolment.terminal.companyId) : null };
  }),
  acknowledge: command('staff', z.strictObject({ streamId: idSchema }), acknowledgeNotice),
  /** What is kept and not counted yet, with the reason. */
  parked: query('sync.read', z.void(), (ctx) => parkedEvents(ctx.db, ctx)),
});
