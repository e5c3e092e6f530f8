import { randomUUID } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { handOver } from "../../../provider/wire/handOver/handOver";
import { purgeHandOvers } from "../../../provider/wire/handOver/purgeHandOvers";

/** The engines and forms of what this process has handed over, by their JSON form. */
const handedOver = new Map<string, { engine: string; form: string }>();

/**
 * Hands the record of a resource over to the provider's `create`. If that is not possible, `create` does the work
 * itself, so a failure is only logged. What nobody took is removed when this process ends.
 * @param form - name and version of the record's form
 * @param request - the request that the record answers, as it comes out of the parser
 */
export function handOverRecord(form: string, request: unknown, record: unknown): void {
  try {
    const of = { engine: engineAddress(), form };
    if (handedOver.size === 0) process.once("exit", removeLeftovers);
    handedOver.set(JSON.stringify(of), of);
    handOver({ ...of, request }, record, randomUUID());
  } catch (error) {
    void pulumi.log.debug(`a record (${form}) could not be handed over: ${(error as Error).message}`);
  }
}

/**
 * Returns the address of the engine that runs this program, as the provider's process gets it. The SDK's types do not
 * show that its client is a gRPC client. gRPC puts the name of a resolver before the address.
 */
function engineAddress(): string {
  const client = pulumi.runtime.getEngine() as unknown as { getChannel(): { getTarget(): string } };
  return client
    .getChannel()
    .getTarget()
    .replace(/^dns:\/*/, "");
}

function removeLeftovers(): void {
  for (const of of handedOver.values()) purgeHandOvers(of, Date.now());
}
