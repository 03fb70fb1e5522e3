import type { ServiceDraft } from './service-draft.ts';

/** What each part of the form is given. */
export type PartProps = { readonly draft: ServiceDraft; readonly change: (part: Partial<ServiceDraft>) => void };
