import { randomUUID } from "node:crypto";
import { handOver } from "../../../provider/wire/handOver/handOver";
import { purgeHandOvers } from "../../../provider/wire/handOver/purgeHandOvers";
import { engineAddress } from "./engineAddress";

/** The engines and forms of what this process has handed over, by their JSON form. */
const handedOver = new Map<string, { engine: string; form: string }>();

/**
 * Hands the record of a resource over to the provider's `create`. What nobody took is removed when this process ends.
 * @param form - name and version of the record's form
 * @param request - the request that the record answers, as it comes out of the parser
 * @throws Error if that is not possible
 */
export function handOverRecord(form: string, request: unknown, record: unknown): void {
  const of = { engine: engineAddress(), form };
  if (handedOver.size === 0) process.once("exit", removeLeftovers);
  handedOver.set(JSON.stringify(of), of);
  handOver({ ...of, request }, record, randomUUID());
}

function removeLeftovers(): void {
  for (const of of handedOver.values()) purgeHandOvers(of, Date.now());
}
