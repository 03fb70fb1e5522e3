import type { Refusal, Result } from '@fastops/shared/base/result';
import type { ExportRefusal } from './export.service.ts';

/** The copy that was made and checked before this computer was let go. */
export type Removable = { readonly path: string; readonly count: number };

export type RemovalRefusal =
  | Refusal<'terminal.not-enrolled' | 'removal.no-check' | 'removal.bad-code' | 'removal.used' | 'removal.locked'>
  | { readonly code: 'removal.wait'; readonly waitMs: number }
  | ExportRefusal;

/** Lets the uninstaller take this till away with sales that are nowhere else, on the owner's code. */
export type RemovalPort = { allow(code: string, folder?: string): Result<Removable, RemovalRefusal> };
