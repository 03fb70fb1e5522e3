import { farewellReply, surrenderReply, type SurrenderInput, type SurrenderReply } from '@fastops/shared/sync/farewell';
import { challenge, deadline, openClient } from './cloud-client.ts';
import type { KeyedIdentity } from './enrolment.ts';
import { signText } from './seal.ts';

/** A run of the till's log, without the proof that goes with it. */
export type LeftRun = Omit<SurrenderInput, 'terminalId' | 'nonce' | 'signature'>;

/** What a till that was put away may still say to the cloud. */
export type FarewellClient = {
  /** Asks for the cloud's signed word that it was. `asked`: a nonce of our own. */
  ask(asked: string): Promise<string>;
  surrender(run: LeftRun): Promise<SurrenderReply>;
};

export function farewellClient({ cloudUrl, terminalId, privateKey }: KeyedIdentity): FarewellClient {
  const http = openClient(cloudUrl);
  const proof = async (kind: string, over: string) => {
    const { nonce } = await challenge(http);
    return { terminalId, nonce, signature: signText(`fastops-${kind}:${terminalId}:${nonce}:${over}`, privateKey) };
  };
  return {
    ask: async (asked) =>
      farewellReply.parse(await http.mutation('terminals.farewell', { ...(await proof('farewell', asked)), asked }, deadline())).word,
    surrender: async (run) => {
      const input = { ...(await proof('surrender', run.events.at(-1)?.hash ?? '')), ...run };
      return surrenderReply.parse(await http.mutation('sync.surrender', input, deadline()));
    },
  };
}
