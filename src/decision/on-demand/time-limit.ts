/** How something ended that was given a time to answer. */
export type Ended<Answer> =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'threw'; readonly cause: unknown }
  | { readonly kind: 'late' };

/** The longest time that a timer of JavaScript can wait; a longer one would fire at once. */
export const LONGEST_WAIT_MILLISECONDS = 2_147_483_647;

/**
 * Waits for an answer, but no longer than `milliseconds`. Never rejects. What is late is told so by its signal, and
 * whatever it still answers is ignored. No timer is left behind.
 */
export async function withTimeLimit<Answer>(
  milliseconds: number,
  ask: (signal: AbortSignal) => Answer | PromiseLike<Answer>,
): Promise<Ended<Answer>> {
  const controller = new AbortController();
  // In a function of its own, so that what throws at once and what rejects later are one.
  const answer = async (): Promise<Answer> => ask(controller.signal);
  const answered = answer().then(
    (value): Ended<Answer> => ({ kind: 'answered', answer: value }),
    (cause: unknown): Ended<Answer> => ({ kind: 'threw', cause }),
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Ended<Answer>>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'late' }), milliseconds);
  });
  const ended = await Promise.race([answered, late]);
  clearTimeout(timer);
  if (ended.kind === 'late') controller.abort();
  return ended;
}
