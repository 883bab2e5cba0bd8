export { type LoadRequest, loadPolicy, readPackFolder, SHIPPED_RULES } from './policy-files.node.js';
