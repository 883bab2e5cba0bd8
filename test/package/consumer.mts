// A program of ES modules, checked with the types as they are shipped: part of `npm run package:check`.
import { compile } from 'dixian';
import { engineFor } from 'dixian/json-rules-engine';
import { openWorkerPool, readHouseholdFile } from 'dixian/node';
import { bundleText } from 'dixian/sheets';
import { policyScript } from 'dixian/sql';

export const imported = [compile, engineFor, openWorkerPool, readHouseholdFile, bundleText, policyScript];
