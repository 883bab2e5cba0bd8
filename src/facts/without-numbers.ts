/** A key or a column name with a long number in it is most likely data in the wrong place: the number is not told. */
export const withoutNumbers = (text: string): string => text.replace(/[0-9０-９]{6,}/g, '……');
