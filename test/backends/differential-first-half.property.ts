import { describe } from 'vitest';
import { holdBackEnds } from './hold-back-ends.js';

describe('every back end, on the first half of the programs', () => holdBackEnds(0));
