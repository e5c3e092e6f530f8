import type { EmulatedCredentials, Lies, Scenario } from "../scenario";
import { checkFields, type Rules } from "./checkFields";
import { readFaults } from "./readFaults";
import { readTasks } from "./readTasks";
import { AMOUNT, ANYTHING, LIST, NUMBER, ORDINAL, required, TEXT, TEXTS, word } from "./rules";

const SCENARIO: Rules<Scenario> = {
  credentials: required({ ...LIST, must: "a list of {accessKeyId, accessKeySecret}" }),
  tasks: LIST,
  faults: LIST,
  largestPage: ORDINAL,
  latency: AMOUNT,
  denied: TEXTS,
  lies: ANYTHING,
};

const LIES: Rules<Lies> = {
  pageSize: word("asked"),
  order: word("oldest first"),
  times: word("ignored", "ended"),
  totals: word("unfiltered"),
};

const CREDENTIALS: Rules<EmulatedCredentials> = {
  accessKeyId: required(TEXT),
  accessKeySecret: required(TEXT),
  securityToken: TEXT,
  expiresAt: NUMBER,
};

/** @throws Error that names the problem */
export function readScenario(value: unknown): Scenario {
  checkFields<Scenario>("the scenario", value, SCENARIO);
  for (const [index, credentials] of value.credentials.entries()) {
    checkFields(`credentials[${index}]`, credentials, CREDENTIALS);
  }
  checkFields<Lies>("lies", value.lies ?? {}, LIES);
  readTasks(value.tasks ?? []);
  readFaults(value.faults ?? []);
  return value;
}
