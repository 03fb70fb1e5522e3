import { z } from 'zod';
import { action, look, router } from '../../rpc/procedures.ts';

export const updatesRouter = router({
  status: look('staff', z.void(), ({ updates }) => updates.status()),
  check: action('staff', z.void(), ({ updates }) => updates.check()),
  /** Now, because somebody who may let this computer go asks for it; what would lose or stop a sale still says no. */
  install: action('terminal.release', z.void(), ({ updates }) => updates.install()),
});
