/**
 * A list that is filled by place afterwards. The engine of LibreOffice keeps one that grows in a table of names: it is read
 * more slowly, and to look `push` up in a long one takes as long as the list is.
 */
export function listOf<Item>(length: number): Item[] {
  return new Array<Item>(length);
}

/** The same items in a list that is read fast. */
export function fastList<Item>(items: Item[]): Item[] {
  const made = listOf<Item>(items.length);
  for (let at = 0; at < items.length; at += 1) made[at] = items[at] as Item;
  return made;
}
