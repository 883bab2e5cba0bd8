import { unescaped } from './workbook-read-cells.node.js';
import type { XmlListener } from './workbook-read-xml.node.js';

/** Shorter texts are copied anyway by the engine. */
const SHORTEST_VIEW = 13;

/**
 * The same text, but no longer a view into the piece of the file that it was cut from: JavaScript engines keep the
 * whole piece as long as somebody keeps the text.
 */
export const ownCopy = (text: string): string =>
  text.length < SHORTEST_VIEW ? text : Buffer.from(text, 'utf16le').toString('utf16le');

/**
 * Collects the text of a string, which may be cut into runs of different fonts. What tells how it is pronounced is
 * left out.
 */
export class StringText implements Required<XmlListener> {
  #value = '';
  #run = '';
  #isRun = false;
  #isPhonetic = false;

  /** The text so far; begins anew. */
  take(): string {
    const text = ownCopy(this.#value);
    this.#value = '';
    return text;
  }

  readonly open = (name: string): void => {
    if (name === 'rPh') this.#isPhonetic = true;
    else if (name === 't' && !this.#isPhonetic) this.#isRun = true;
  };

  readonly text = (text: string): void => {
    if (this.#isRun) this.#run += text;
  };

  readonly close = (name: string): void => {
    if (name === 'rPh') this.#isPhonetic = false;
    else if (name === 't' && this.#isRun) {
      this.#value += unescaped(this.#run);
      this.#run = '';
      this.#isRun = false;
    }
  };
}
