import { type ApplyNode, childrenOf, type Node } from '../../language/nodes.js';
import { isComparison } from '../comparisons.js';
import type { FactPlace } from './dependents.js';

/** How an expression moves with a number: not at all, in a straight line between comparisons, or otherwise. */
type Course = 0 | 1 | 2;
const STILL: Course = 0;
const STRAIGHT: Course = 1;
const OTHER: Course = 2;

const straightest = (courses: readonly Course[]): Course =>
  courses.reduce<Course>((found, course) => (course > found ? course : found), STILL);

/** Operators that keep a straight line straight, whichever operand moves; `minimumOf` bends where it is compared. */
const KEEPING: readonly string[] = [
  'add',
  'subtract',
  'negate',
  'perYear',
  'perMonth',
  'percent',
  'firstKnown',
  'minimumOf',
  'maximumOf',
];
/**
 * Whether all comparisons below a definition move in straight lines with a number, so that the value at which one
 * turns can be worked out from two points. Rounding, products and divisions of what moves do not.
 */
export function movesStraight(
  nodes: ReadonlyMap<string, Node>,
  root: string,
  { name, field }: FactPlace,
): boolean {
  const known = new Map<string, Course>();
  let straight = true;

  const ofDefinition = (definition: string): Course => {
    const course = known.get(definition) ?? courseOf(nodes.get(definition) as Node);
    known.set(definition, course);
    return course;
  };
  const ofApply = ({ operator, operands }: ApplyNode): Course => {
    const courses = operands.map(courseOf);
    if (isComparison(operator)) {
      if (courses.includes(OTHER)) straight = false;
      return STILL;
    }
    if (KEEPING.includes(operator)) return straightest(courses);
    const moving = courses.filter((course) => course !== STILL);
    if (moving.length === 0) return STILL;
    const isScaled = operator === 'multiply' || (operator === 'divide' && courses[1] === STILL);
    return isScaled && moving.length === 1 ? straightest(moving) : OTHER;
  };
  const courseOf = (node: Node): Course => {
    switch (node.kind) {
      case 'fact':
        return field === undefined && node.name === name ? STRAIGHT : STILL;
      case 'item':
        // An item of a list of texts has no field; the field of another list has at most the same name.
        return field !== undefined && node.field === field ? STRAIGHT : STILL;
      case 'definition':
        return ofDefinition(node.name);
      case 'apply':
        return ofApply(node);
      case 'if':
        courseOf(node.condition);
        return straightest([courseOf(node.then), courseOf(node.otherwise)]);
      case 'parameter':
        return node.day !== undefined && courseOf(node.day) !== STILL ? OTHER : STILL;
      case 'list':
        return straightest(childrenOf(node).map(courseOf));
      case 'filter':
        courseOf(node.condition);
        return courseOf(node.list);
      case 'aggregate': {
        const course = straightest(childrenOf(node).map(courseOf));
        if (node.operator === 'sum') return course;
        return (node.operator === 'minimum' || node.operator === 'maximum') && course !== STILL
          ? OTHER
          : STILL;
      }
      default:
        for (const child of childrenOf(node)) courseOf(child);
        return STILL;
    }
  };

  ofDefinition(root);
  return straight;
}
