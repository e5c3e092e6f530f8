import * as pulumi from "@pulumi/pulumi";

/**
 * Returns the address of the engine that runs this program, as the provider's process gets it. The SDK's types do not
 * show that its client is a gRPC client. gRPC puts the name of a resolver before the address.
 */
export function engineAddress(): string {
  const client = pulumi.runtime.getEngine() as unknown as { getChannel(): { getTarget(): string } };
  return client
    .getChannel()
    .getTarget()
    .replace(/^dns:\/*/, "");
}
