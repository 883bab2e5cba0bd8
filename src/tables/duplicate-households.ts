import { readHousehold } from '../facts/read.js';
import { issue } from '../values/issues.js';
import type { ListRow } from './household-list.js';
import { comparedNumber } from './household-number.js';

/** The household number of a row, as comparable text; undefined if it has none that can be used. */
function householdNumber({ household }: ListRow): string | undefined {
  const given = (household as { householdId?: unknown }).householdId;
  const { householdId } = readHousehold({ householdId: given }).values;
  return comparedNumber(householdId);
}

/**
 * Warns of every row whose household number stands in an earlier row too. Both stay and both are decided: which
 * of them is right is for people to say.
 */
export function flagDuplicateHouseholds(rows: readonly ListRow[]): readonly ListRow[] {
  const firstRowOf = new Map<string, number>();
  return rows.map((row) => {
    const number = householdNumber(row);
    if (number === undefined) return row;
    const other = firstRowOf.get(number);
    if (other === undefined) {
      firstRowOf.set(number, row.row);
      return row;
    }
    const warning = issue('duplicateHousehold', ['householdId'], { row: row.row, other }, 'warning');
    return { ...row, issues: [...row.issues, warning] };
  });
}
