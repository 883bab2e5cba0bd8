export type { Alternative, Change, Reached, WhatWouldChange } from './change.js';
export { changedHousehold } from './change.js';
export { type EarliestDay, type ExitGap, exitGaps } from './exit-gaps.js';
export { whatWouldChange } from './what-would-change.js';
