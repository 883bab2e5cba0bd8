export { engineFor } from './backends/json-rules-engine/engine.js';
export type { PlainFact } from './backends/json-rules-engine/facts-for.js';
export type {
  LookUpFunction,
  LookUpOptions,
  LookUpParams,
  LookUpRecord,
  LookUpStatus,
} from './decision/on-demand/look-up.js';
export {
  type OnDemandRequest,
  type OnDemandResult,
  PolicyEngine,
  type PolicyEngineOptions,
} from './decision/on-demand/policy-engine.js';
export type { Want } from './decision/on-demand/wanted.js';
