import { gateInputs } from "./gateInputs";
import type { Properties } from "./properties";

/** Returns the record of an open gate with the new inputs. Its outputs stay the same. */
export function updateGate(olds: Properties, news: Properties): { outs: Properties } {
  const { tasks, ids, summary, openedAt } = olds;
  return { outs: { ...gateInputs(news), tasks, ids, summary, openedAt } };
}
