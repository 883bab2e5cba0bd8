/** A promise that fails with the reason of a signal, and what takes its listener off again. */
function whenAborted(signal: AbortSignal | undefined): { readonly aborted: Promise<never>; off(): void } {
  let listener = (): void => {};
  const aborted = new Promise<never>((_, fail) => {
    listener = () => fail(signal?.reason);
    if (signal?.aborted === true) listener();
    else signal?.addEventListener('abort', listener, { once: true });
  });
  // Whoever waits for it hears of it; it is no failure of its own where nobody does.
  aborted.catch(() => {});
  return { aborted, off: () => signal?.removeEventListener('abort', listener) };
}

/**
 * Does work on each of many inputs, several at a time, and hands the results over in the order of the inputs. An input
 * is read only while fewer than `limit` are in flight: being read, worked on, or waiting to be taken. A result is handed
 * over as soon as it is its turn, also while the next input is still awaited.
 * @throws what reading or the work throws, in its turn; the signal's reason at once.
 */
export async function* inOrder<Input, Result>(
  inputs: AsyncIterable<Input>,
  work: (input: Input) => Promise<Result>,
  limit: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Result, void, undefined> {
  const iterator = inputs[Symbol.asyncIterator]();
  const inFlight: Promise<Result>[] = [];
  const { aborted, off } = whenAborted(signal);
  let reading: Promise<'read'> | undefined;
  let read: IteratorResult<Input> | undefined;
  let failure: { readonly error: unknown } | undefined;
  let isAtEnd = false;
  const readNext = async (): Promise<'read'> => {
    try {
      read = await iterator.next();
    } catch (error) {
      failure = { error };
    }
    return 'read';
  };
  try {
    for (;;) {
      if (!isAtEnd && inFlight.length < limit) reading ??= readNext();
      const head = inFlight[0]?.then(
        () => 'done' as const,
        () => 'done' as const,
      );
      const waiting = [reading, head].filter((each) => each !== undefined);
      if (waiting.length === 0) return;
      if ((await Promise.race([aborted, ...waiting])) === 'read') {
        reading = undefined;
        isAtEnd = failure !== undefined || read?.done === true;
        if (!isAtEnd) {
          const result = work((read as IteratorYieldResult<Input>).value);
          result.catch(() => {});
          inFlight.push(result);
        }
      } else yield await (inFlight.shift() as Promise<Result>);
      // What was read before the source failed is still handed over.
      if (failure !== undefined && inFlight.length === 0) throw failure.error;
    }
  } finally {
    off();
    // A source that never answers must not hold up who has left.
    const ended = iterator.return?.();
    if (reading === undefined) await ended;
    else ended?.catch(() => {});
  }
}
