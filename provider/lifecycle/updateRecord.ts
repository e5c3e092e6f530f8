import { gateInputs } from "./gate/gateInputs";
import type { Properties } from "./properties";

/**
 * Returns the record of an open gate with the new inputs. Its outputs stay the same. `diffGate` never asks for an
 * update. If an engine makes one nevertheless, a host without this function would record the inputs alone.
 */
export function updateGate(olds: Properties, news: Properties): { outs: Properties } {
  const { tasks, ids, summary, openedAt } = olds;
  return { outs: { ...gateInputs(news), tasks, ids, summary, openedAt } };
}
