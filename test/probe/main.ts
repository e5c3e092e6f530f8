import { parseArgs } from "node:util";
import { DbsError } from "../../provider/core/errors";
import { connect } from "./connect";
import { probe } from "./probe";

const USAGE = "usage: npm run probe -- --instance rm-… [--region cn-hangzhou]";

/**
 * Checks the assumptions of docs/assumptions.md against the service, with the credentials of the environment. Only
 * reads the list of one instance, and prints neither ids nor secrets.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { instance: { type: "string" }, region: { type: "string" } } });
  if (values.instance === undefined) throw new Error("--instance is required");
  const { instance: instanceName, region: regionCode } = values;
  const read = await connect({ instanceName, ...(regionCode === undefined ? {} : { regionCode }) }, process.env);
  for (const { verdict, assumption, why } of await probe(read, Date.now())) {
    console.log(`${verdict.padEnd(13)}  ${assumption} (${why})`);
  }
  console.log("\nThe other assumptions in docs/assumptions.md can't be read from a list.");
}

main().catch((error: Error) => {
  // The message of an error of this package may name the instance.
  console.error(
    DbsError.isInstance(error) ? `[${error.kind}] nothing was read; check region and credentials` : error.message,
  );
  console.error(USAGE);
  process.exitCode = 2;
});
