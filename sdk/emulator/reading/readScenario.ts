import type { EmulatedCredentials, ExportRules, Lies, Scenario } from "../scenario";
import { checkFields, type Rules } from "./checkFields";
import { readFaults } from "./readFaults";
import { checkRetries, LIFE, readTasks } from "./readTasks";
import { AMOUNT, ANYTHING, LIST, NUMBER, ORDINAL, required, TEXT, TEXTS, word } from "./rules";

const SCENARIO: Rules<Scenario> = {
  credentials: { ...LIST, must: "a list of {accessKeyId, accessKeySecret}" },
  tasks: LIST,
  faults: LIST,
  largestPage: ORDINAL,
  latency: AMOUNT,
  denied: LIST,
  exports: ANYTHING,
  lies: ANYTHING,
};

const LIES: Rules<Lies> = {
  pageSize: word("asked"),
  order: word("oldest first"),
  times: word("ignored", "ended"),
  totals: word("unfiltered"),
};

const EXPORTS: Rules<ExportRules> = {
  blocking: TEXTS,
  sameJobRefused: AMOUNT,
  listingLag: AMOUNT,
  retryLag: AMOUNT,
  targetPath: word("oss://bucket/path", "bucket/path", "path", "absent"),
  lives: LIST,
  instances: TEXTS,
  unsupported: TEXTS,
};

const STARTED: Rules<NonNullable<ExportRules["lives"]>[number]> = { ...LIFE, retries: LIST };

const DENIED: Rules<{ accessKeyId: string; actions: string[] }> = {
  accessKeyId: required(TEXT),
  actions: required(TEXTS),
};

const CREDENTIALS: Rules<EmulatedCredentials> = {
  accessKeyId: required(TEXT),
  accessKeySecret: required(TEXT),
  securityToken: TEXT,
  expiresAt: NUMBER,
};

/**
 * Checks a scenario, for example the content of a JSON file, and returns it with its type.
 * @throws Error that names the field with the problem, and what is allowed there
 */
export function readScenario(value: unknown): Scenario {
  checkFields<Scenario>("the scenario", value, SCENARIO);
  for (const [index, credentials] of (value.credentials ?? []).entries()) {
    checkFields(`credentials[${index}]`, credentials, CREDENTIALS);
  }
  for (const [index, denied] of (value.denied ?? []).entries()) {
    if (typeof denied !== "string") checkFields(`denied[${index}]`, denied, DENIED);
  }
  readExportRules(value.exports ?? {});
  checkFields<Lies>("lies", value.lies ?? {}, LIES);
  readTasks(value.tasks ?? []);
  readFaults(value.faults ?? []);
  return value;
}

/** @throws Error that names the problem */
function readExportRules(value: unknown): ExportRules {
  checkFields<ExportRules>("exports", value, EXPORTS);
  for (const [index, life] of (value.lives ?? []).entries()) {
    checkFields(`exports.lives[${index}]`, life, STARTED);
    checkRetries(`exports.lives[${index}]`, life.retries);
  }
  return value;
}
