import { Draw } from './draw.js';
import { drawPalette } from './palette.js';
import { ProgramMaker, type RandomProgram } from './program-maker.js';
import { drawHousehold } from './random-households.js';
import type { HouseholdFacts } from './support.js';

/** How many forms each program is made to have at the root of a definition: all come up within a dozen programs. */
const FORMS_PER_PROGRAM = 9;

/** A well-typed program over the catalogue; the same for the same number. */
export function randomProgram(seed: number): RandomProgram {
  const draw = new Draw(Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995);
  const palette = drawPalette(draw);
  const making = new ProgramMaker(draw, palette);
  for (let count = 0; count < FORMS_PER_PROGRAM; count += 1) making.addForm(seed * FORMS_PER_PROGRAM + count);
  for (let count = 0; count < 3; count += 1) making.addBoundary();
  making.addRule();
  making.addRule();
  making.addOutcome();
  return {
    program: making.program,
    on: palette.on,
    palette,
    boundaries: making.boundaries,
    names: making.maker.names,
  };
}

/** Households for a program: the same for the same number. */
export function randomHouseholds(
  made: RandomProgram,
  seed: number,
  count: number,
): readonly HouseholdFacts[] {
  const draw = new Draw(Math.imul(seed, 0x85ebca6b) ^ 0x27d4eb2f);
  return Array.from({ length: count }, () => drawHousehold(draw, made, draw.pick([0, 0.1, 0.25, 0.4, 0.8])));
}
