import { REFUSALS } from "../refusals";
import type { Fault } from "../scenario";
import { checkFields, type Rules } from "./checkFields";
import { readTasks } from "./readTasks";
import { AMOUNT, ANYTHING, FLAG, HEADERS, LIST, NUMBER, ORDINAL, TEXT, TEXTS, word } from "./rules";

const FAULT: Rules<Fault> = {
  from: ORDINAL,
  times: ORDINAL,
  action: TEXT,
  undone: FLAG,
  refuse: word(...Object.keys(REFUSALS)),
  status: { must: "an HTTP status from 200 to 599", holds: (value) => Number(value) >= 200 && Number(value) <= 599 },
  headers: HEADERS,
  body: ANYTHING,
  connection: word("reset", "hang-up", "silent", "truncated", "stalled", "trickle"),
  gzip: FLAG,
  delay: AMOUNT,
  clockAhead: NUMBER,
  add: LIST,
  remove: TEXTS,
  renew: TEXTS,
  keep: AMOUNT,
};

/** @throws Error that names the problem */
export function readFaults(value: unknown): Fault[] {
  if (!Array.isArray(value)) throw new Error("faults must be a list");
  return value.map((fault: unknown, index) => {
    checkFields<Fault>(`faults[${index}]`, fault, FAULT);
    readTasks(fault.add ?? [], `faults[${index}].add`);
    return fault;
  });
}
