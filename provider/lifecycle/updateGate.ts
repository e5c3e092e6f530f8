import { gateInputs } from "./gateInputs";
import type { Properties } from "./properties";

/** Takes other timings into the record of an open gate, which stays as it is otherwise. */
export function updateGate(olds: Properties, news: Properties): { outs: Properties } {
  const { tasks, ids, summary, openedAt } = olds;
  return { outs: { ...gateInputs(news), tasks, ids, summary, openedAt } };
}
