import assert from "node:assert/strict";
import type { ResourceValidationArgs } from "@pulumi/policy";
import { exportPolicies } from "./exportPolicies";

/*
 * Shows how to test policies: their functions are called with the arguments that the engine would pass. No engine runs.
 */

const TYPES = ["alicloud-dbs:index:DownloadTask", "pulumi-nodejs:dynamic/alicloud-dbs:DownloadTask"];
const OSS = { type: "OSS", bucket: "my-exports", path: "orders" };

/** Returns the names of the policies that a resource violates. */
async function violated(props: object, { type = TYPES[0] ?? "", stack = "prod" } = {}): Promise<string[]> {
  const urn = `urn:pulumi:${stack}::exports::${type}::orders`;
  const args = { type, urn, name: "orders", props } as unknown as ResourceValidationArgs;
  const names: string[] = [];
  for (const { name, validateResource } of exportPolicies) {
    for (const validate of [validateResource].flat()) await validate?.(args, () => names.push(name));
  }
  return names;
}

describe("the example policies for exports", () => {
  for (const type of TYPES) {
    it(`let an export of production into a bucket of the list, and into no other (${type})`, async () => {
      assert.deepEqual(await violated({ target: OSS }, { type }), []);
      const elsewhere = { target: { ...OSS, bucket: "elsewhere" } };
      assert.deepEqual(await violated(elsewhere, { type }), ["exports-only-to-known-buckets"]);
    });

    it(`refuse an export to a link in production alone, also if it is the default (${type})`, async () => {
      const url = ["no-url-exports-in-production"];
      assert.deepEqual(await violated({ target: { type: "URL" } }, { type }), url);
      assert.deepEqual(await violated({}, { type }), url);
      assert.deepEqual(await violated({}, { type, stack: "test" }), []);
    });
  }

  it("leave every other resource alone", async () => {
    for (const type of ["alicloud-dbs:index:DownloadTasksGate", "other:index:DownloadTask"]) {
      assert.deepEqual(await violated({ target: { type: "OSS", bucket: "elsewhere" } }, { type }), []);
    }
  });
});
