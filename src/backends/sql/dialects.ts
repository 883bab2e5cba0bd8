import { type Dialect, duckdb } from './dialect.js';
import { postgresql } from './postgresql.js';

/** The dialects by name. */
export const DIALECTS: Readonly<Record<string, Dialect>> = Object.freeze({ duckdb, postgresql });
