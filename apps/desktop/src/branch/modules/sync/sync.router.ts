import { z } from 'zod';
import { done } from '@fastops/shared/base/result';
import { action, openQuery, router } from '../../rpc/procedures.ts';
import { custody } from './sync.service.ts';

export const syncRouter = router({
  /** Count and value of what isn't in the cloud, and how the link is: shown on every screen, even before log-in. */
  status: openQuery(z.void(), ({ core, link }) => {
    const enrolment = core.enrolment();
    return { ...link.state(), unsynced: enrolment ? custody(core.db, enrolment.terminal.companyId) : null };
  }),
  now: action('sync.read', z.void(), ({ link }) => {
    link.syncNow();
    return done(null);
  }),
});
