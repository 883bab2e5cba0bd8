/** Work that was begun on an input. */
interface Begun<Result> {
  readonly result: Promise<Result>;
  isDone: boolean;
}

/**
 * Does work on each of many inputs, several at a time, and hands the results over in the order of the inputs. An input
 * is read only while fewer than `limit` are in flight: being read, worked on, or waiting to be taken. A result is handed
 * over as soon as it is its turn, also while the next input is still awaited. Nothing is kept of what was handed over.
 * @throws what reading or the work throws, in its turn; the signal's reason at once.
 */
export async function* inOrder<Input, Result>(
  inputs: AsyncIterable<Input>,
  work: (input: Input) => Promise<Result>,
  limit: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Result, void, undefined> {
  const iterator = inputs[Symbol.asyncIterator]();
  const inFlight: Begun<Result>[] = [];
  let failure: { readonly error: unknown } | undefined;
  let [isReading, isAtEnd, isLeft] = [false, false, false];
  let wake = (): void => {};
  const tell = (): void => wake();

  const begin = (input: Input): void => {
    const begun: Begun<Result> = { result: work(input), isDone: false };
    const done = (): void => {
      begun.isDone = true;
      wake();
    };
    begun.result.then(done, done);
    inFlight.push(begun);
  };
  /** Also while the caller is busy with what it has taken. */
  const readOn = async (): Promise<void> => {
    if (isReading) return;
    isReading = true;
    try {
      while (!isAtEnd && !isLeft && signal?.aborted !== true && inFlight.length < limit) {
        const read = await iterator.next();
        if (read.done === true) isAtEnd = true;
        else if (!isLeft) begin(read.value);
        wake();
      }
    } catch (error) {
      failure = { error };
      isAtEnd = true;
    }
    isReading = false;
    wake();
  };

  signal?.addEventListener('abort', tell);
  try {
    for (;;) {
      if (signal?.aborted === true) throw signal.reason;
      readOn();
      const [head] = inFlight;
      if (head?.isDone === true) {
        inFlight.shift();
        readOn();
        yield await head.result;
      } else if (head !== undefined || isReading) {
        // A promise of its own for each turn: one that lasts as long as the run would keep what waits for it.
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      } else if (failure !== undefined) throw failure.error;
      else return;
    }
  } finally {
    isLeft = true;
    signal?.removeEventListener('abort', tell);
    // A source that never answers must not hold up who has left.
    const ended = iterator.return?.();
    if (isReading) ended?.catch(() => {});
    else await ended;
  }
}
