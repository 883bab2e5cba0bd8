export { engineFor } from './backends/json-rules-engine/engine.js';
export type { PlainFact } from './backends/json-rules-engine/facts-for.js';
