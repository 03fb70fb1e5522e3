import type { Money } from '@fastops/shared/base/money';

/** How a payment stands at its provider. Only the last four are final. */
export type PaymentStatus = 'PENDING' | 'APPROVED' | 'DECLINED' | 'VOIDED' | 'ERROR';

/** What the provider says of one transaction: the truth about money, whoever told us to look. */
export type ProviderPayment = {
  readonly transactionId: string;
  readonly reference: string;
  readonly status: PaymentStatus;
  readonly amountInCents: number;
  readonly currency: string;
};

/** How somebody goes on to pay. */
export type PaymentStep =
  | { readonly kind: 'redirect'; readonly url: string }
  /** By hand: how and where to pay, as the operator wrote it. */
  | { readonly kind: 'instructions'; readonly text: string; readonly reference: string };

/** Whoever takes money for us. */
export type PaymentProvider = {
  readonly kind: 'wompi' | 'manual';
  /** No network: the page to go to, signed. */
  begin(request: { reference: string; amount: Money; email: string; returnTo: string }): PaymentStep;
  /** Asks the provider. Throws when it doesn't answer. */
  byTransaction(id: string): Promise<ProviderPayment | undefined>;
  byReference(reference: string): Promise<ProviderPayment[]>;
  /** What a message of the provider is about; undefined for one that isn't theirs. */
  readEvent(body: unknown): { reference: string; transactionId: string } | undefined;
};
