import assert from "node:assert/strict";
import { fc } from "../support/propertyRuns";
