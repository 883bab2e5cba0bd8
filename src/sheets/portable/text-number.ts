/** The number of a text of digits, perhaps with a minus before it: MuJS makes nothing of `Number('-1')`. */
export function numberOfText(text: string): number {
  return text.charAt(0) === '-' ? 0 - Number(text.substring(1)) : Number(text);
}
