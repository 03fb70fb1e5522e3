import { z } from 'zod';
import { textSchema } from '@fastops/shared/base/text';
import { done, refuse } from '@fastops/shared/base/result';
import { action, openQuery, router } from '../../rpc/procedures.ts';
import { exportUnsynced, noteExported, unsyncedGuard } from './export.service.ts';
import { removalGuard } from './removal.service.ts';
import { custody } from './sync.service.ts';

export const syncRouter = router({
  /** Count and value of what isn't in the cloud, and how the link is: shown on every screen, even before log-in. */
  status: openQuery(z.void(), ({ core, link }) => {
    const enrolment = core.enrolment();
    return { ...link.state(), unsynced: enrolment ? custody(core.db, enrolment.terminal.companyId) : null };
  }),
  /** Whether the till may be logged out, updated, reset or removed: what isn't in the cloud has to be in a proved export. */
  mayLetGo: openQuery(z.void(), ({ core }) => {
    const enrolment = core.enrolment();
    return enrolment ? unsyncedGuard(core.db, enrolment.terminal.companyId) : done(null);
  }),
  /** Hands everything that isn't in the cloud to a person, as a file that proves itself. */
  exportUnsynced: action('sync.read', z.strictObject({ folder: textSchema(1000).optional() }), ({ core, exports }, { folder }) => {
    const enrolment = core.enrolment();
    if (!enrolment) return refuse({ code: 'terminal.not-enrolled' } as const);
    const answer = exportUnsynced(core.db, enrolment.terminal, { port: exports, at: core.machine.now(), folder });
    if (answer.ok) core.transaction((db) => noteExported(db, enrolment.terminal.companyId, answer.value), ['sync']);
    return answer;
  }),
  /** Whether the uninstaller may take this till away; an export that nobody but the till's people know of is not enough for that. */
  mayRemove: openQuery(z.void(), ({ core }) => {
    const enrolment = core.enrolment();
    return enrolment ? removalGuard(core.db, enrolment.terminal.companyId) : done(null);
  }),
  /** The owner's code, which works without the cloud; the copy is made first. */
  allowRemoval: action(
    'staff',
    z.strictObject({ code: textSchema(40), folder: textSchema(1000).optional() }),
    ({ removals }, { code, folder }) => removals.allow(code, folder),
  ),
  now: action('sync.read', z.void(), ({ link }) => {
    link.syncNow();
    return done(null);
  }),
});
