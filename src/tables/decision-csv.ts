import { DixianError, issue } from '../values/issues.js';
import { type CsvRecord, csvRecords } from './csv-records.js';

const QUOTE = 0x22;
const NEWLINE = 0x0a;

/** So many characters are split into records at once. */
const BATCH = 1_000_000;
/** In a longer stretch without the end of a record a quotation mark is astray: it is cut at any line. */
const LONGEST = 16 * 1024 * 1024;

async function* textOf(pieces: AsyncIterable<Uint8Array | string>): AsyncGenerator<string, void, undefined> {
  const bytes = new TextDecoder('utf-8', { fatal: true });
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece === undefined ? bytes.decode() : bytes.decode(piece, { stream: true });
    } catch {
      throw new DixianError([issue('notUtf8', [])]);
    }
  };
  for await (const piece of pieces) yield typeof piece === 'string' ? piece : decode(piece);
  yield decode();
}

/** Text that is cut behind line breaks that stand in no quotation marks. */
class RecordCutter {
  private text = '';
  private scanned = 0;
  private isQuoted = false;
  private lastEnd = 0;

  add(piece: string): void {
    this.text += piece;
    const { text } = this;
    for (; this.scanned < text.length; this.scanned += 1) {
      const sign = text.charCodeAt(this.scanned);
      if (sign === QUOTE) this.isQuoted = !this.isQuoted;
      else if (sign === NEWLINE && !this.isQuoted) this.lastEnd = this.scanned + 1;
    }
    if (this.lastEnd === 0 && text.length > LONGEST) {
      this.lastEnd = text.lastIndexOf('\n') + 1;
      this.isQuoted = false;
    }
  }

  /** What is complete, once there is enough of it. */
  taken(): string | undefined {
    if (this.lastEnd < BATCH) return undefined;
    const whole = this.text.slice(0, this.lastEnd);
    this.text = this.text.slice(this.lastEnd);
    this.scanned -= this.lastEnd;
    this.lastEnd = 0;
    return whole;
  }

  rest(): string {
    return this.text;
  }
}

/**
 * Splits comma-separated text into records as `csvRecords` does, the first of which is the header, piece by piece: memory
 * does not grow with the text. A record that is damaged is undefined.
 * @throws DixianError while records are taken, if the bytes are not UTF-8.
 */
export async function* decisionRecords(
  pieces: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<CsvRecord, void, undefined> {
  const cutter = new RecordCutter();
  let header: string | undefined;
  function* records(text: string): Generator<CsvRecord> {
    if (header === undefined) {
      yield* csvRecords(text);
      header = `${text.replace(/^\ufeff/, '').split('\n', 1)[0] ?? ''}\n`;
      return;
    }
    // With the header before them, records are held against its width.
    yield* csvRecords(header + text).slice(1);
  }
  for await (const piece of textOf(pieces)) {
    cutter.add(piece);
    const whole = cutter.taken();
    if (whole !== undefined) yield* records(whole);
  }
  if (cutter.rest() !== '') yield* records(cutter.rest());
}
