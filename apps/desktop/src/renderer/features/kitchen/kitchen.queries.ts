import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import type { BranchOutputs } from '../../lib/branch.tsx';
import { useBranch } from '../../lib/branch.tsx';

export type Board = BranchOutputs['kitchen']['board'];
export type Card = Board['cards'][number];
export type CardLine = Card['lines'][number];
export type Alarm = BranchOutputs['kitchen']['alarms'][number];

/** A line that was silent for so long is dead, whatever the browser thinks of it. */
const SILENCE_MS = 5_000;
const LOOK_EVERY_MS = 1_000;

export function useBoard(stationIds: readonly string[]) {
  const branch = useBranch();
  return useQuery({
    queryKey: ['kitchen', 'board', stationIds],
    queryFn: () => branch.kitchen.board.query({ stationIds: [...stationIds] }),
    placeholderData: (before) => before,
  });
}

export function useCustomerBoard() {
  const branch = useBranch();
  return useQuery({ queryKey: ['kitchen', 'customers'], queryFn: () => branch.kitchen.customers.query() });
}

/** Asks again at each change, and answers whether the line stands: a board that may be old must say so. */
export function useKitchenLine(): { readonly isLive: boolean } {
  const branch = useBranch();
  const queries = useQueryClient();
  const [isLive, setLive] = useState(true);
  useEffect(() => {
    let heardAt = Date.now();
    const refresh = oneAtATime(() => queries.invalidateQueries({ queryKey: ['kitchen'] }, { cancelRefetch: false }));
    const subscription = branch.kitchen.live.subscribe(undefined, {
      onStarted: refresh,
      onData: (news) => {
        heardAt = Date.now();
        setLive(true);
        if (news === 'changed') refresh();
      },
    });
    const timer = setInterval(() => setLive(Date.now() - heardAt < SILENCE_MS), LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
      subscription.unsubscribe();
    };
  }, [branch, queries]);
  return { isLive };
}

/** In a rush news comes faster than answers: an answer on its way is waited for, never thrown away, and then asked for once more. */
function oneAtATime(act: () => Promise<unknown>): () => void {
  let state: 'idle' | 'busy' | 'again' = 'idle';
  const run = () => {
    if (state !== 'idle') return void (state = 'again');
    state = 'busy';
    void act().finally(() => {
      const again = state === 'again';
      state = 'idle';
      if (again) run();
    });
  };
  return run;
}

type LinesInput = { readonly ticketId: string; readonly lineIds?: string[] };

/** The card changes under the finger; the news of the commit, or of its failure, brings the board as it is. */
export function useBump() {
  const branch = useBranch();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: LinesInput) => branch.kitchen.bump.mutate(input),
    onMutate: (input) => queries.setQueriesData<Board>({ queryKey: ['kitchen', 'board'] }, (board) => board && withBumped(board, input)),
    onError: () => queries.invalidateQueries({ queryKey: ['kitchen'] }),
  });
}

function withBumped(board: Board, { ticketId, lineIds }: LinesInput): Board {
  const cards = board.cards.map((card) => {
    if (card.ticketId !== ticketId) return card;
    return { ...card, lines: card.lines.map((line) => (!lineIds || lineIds.includes(line.id) ? { ...line, isBumped: true } : line)) };
  });
  return { ...board, cards: cards.filter(({ lines }) => lines.some(({ isBumped }) => !isBumped)) };
}

export function useRecall() {
  const branch = useBranch();
  return useMutation({ mutationFn: (input: LinesInput) => branch.kitchen.recall.mutate(input) });
}

export function useHold() {
  const branch = useBranch();
  return useMutation({ mutationFn: (input: { ticketId: string; held: boolean }) => branch.kitchen.hold.mutate(input) });
}

/** Says that this screen drew the cards: only while somebody could see them. Said again at the next look when it didn't get through. */
export function useAcknowledge(cards: readonly Card[]): void {
  const branch = useBranch();
  const said = useRef(new Set<string>());
  const unseen = cards.filter(({ isAcknowledged, held }) => !isAcknowledged && !held).map(({ ticketId }) => ticketId);
  const key = unseen.join(' ');
  useEffect(() => {
    if (key === '') return undefined;
    const say = () => {
      const ticketIds = key.split(' ').filter((id) => !said.current.has(id));
      if (document.visibilityState !== 'visible' || ticketIds.length === 0) return;
      // The board isn't drawn anew for it, so this screen remembers what was heard.
      const remember = () => {
        for (const id of ticketIds) said.current.add(id);
      };
      void branch.kitchen.acknowledge.mutate({ ticketIds }).then(remember, () => undefined);
    };
    say();
    document.addEventListener('visibilitychange', say);
    const timer = setInterval(say, SILENCE_MS);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', say);
    };
  }, [branch, key]);
}

export function useAlarms(enabled: boolean) {
  const branch = useBranch();
  return useQuery({ queryKey: ['kitchen', 'alarms'], queryFn: () => branch.kitchen.alarms.query(), enabled });
}

export function useReprint() {
  const branch = useBranch();
  return useMutation({ mutationFn: (ticketId: string) => branch.kitchen.reprint.mutate({ ticketId }) });
}

export function useSeen() {
  const branch = useBranch();
  return useMutation({ mutationFn: (ticketIds: string[]) => branch.kitchen.seen.mutate({ ticketIds }) });
}
