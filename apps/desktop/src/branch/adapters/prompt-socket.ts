import { WebSocket, type ClientOptions } from 'ws';

/** A line that went silent does not answer a goodbye either; the library alone would wait half a minute for that. */
const PROMPT: ClientOptions & { readonly closeTimeout: number } = { closeTimeout: 300 };

/** A WebSocket whose end is known soon after it was closed, whether or not the other side says so. */
export class PromptSocket extends WebSocket {
  constructor(address: string | URL) {
    super(address, PROMPT);
  }
}
