import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { type Configuration, readConfiguration } from "../../../provider/wire/configuration/configuration";

function read(stack: Record<string, string>, environment: Record<string, string> = {}): Configuration {
  return readConfiguration((key) => stack[key], environment);
}

describe("readConfiguration", () => {
  it("takes the region from the first place that has one", () => {
    const places = [
      "alicloud-dbs:region",
      "alicloud:region",
      "ALICLOUD_REGION",
      "ALIBABA_CLOUD_REGION",
      "ALIBABA_CLOUD_REGION_ID",
      "ALIBABACLOUD_REGION_ID",
      "ALICLOUD_REGION_ID",
    ];
    for (const first of places.keys()) {
      const set = Object.fromEntries(places.slice(first).map((key, i) => [key, `cn-${first + i}`]));
      assert.equal(read(set, set).region, `cn-${first}`);
    }
    assert.equal(read({}).region, undefined);
  });

  it("treats a blank value as not set and drops white space around a value", () => {
    const { region } = read({ "alicloud-dbs:region": "", "alicloud:region": " " }, { ALICLOUD_REGION: "cn-beijing\n" });
    assert.equal(region, "cn-beijing");
    assert.deepEqual(readConfiguration(undefined, {}), {});
  });

  it("takes the endpoint from this package's config, then the existing provider's, then the environment", () => {
    const stack = { "alicloud-dbs:endpoint": "a", "alicloud:endpoints": '[{"ecs":"e","dbs":"b"}]' };
    const environment = { ALIBABA_CLOUD_ENDPOINT_DBS: "c", DBS_ENDPOINT: "d" };
    const found = ({ endpoint }: Configuration) => [endpoint?.value, endpoint?.source];
    assert.deepEqual(found(read(stack, environment)), ["a", "stack config alicloud-dbs:endpoint"]);
    const { "alicloud:endpoints": endpoints } = stack;
    assert.deepEqual(found(read({ "alicloud:endpoints": endpoints }, environment)), [
      "b",
      "stack config alicloud:endpoints, dbs",
    ]);
    assert.deepEqual(found(read({ "alicloud:endpoints": '[{"ecs":"e"}]' }, environment)), [
      "c",
      "environment variable ALIBABA_CLOUD_ENDPOINT_DBS",
    ]);
    assert.deepEqual(found(read({}, { DBS_ENDPOINT: "d" })), ["d", "environment variable DBS_ENDPOINT"]);
  });

  it("passes on endpoints that it can't parse, so that they are refused where they are used", () => {
    assert.equal(read({ "alicloud:endpoints": "dbs=x" }).endpoint?.value, "dbs=x");
  });

  it("takes the network from stack config", () => {
    const { network } = read({ "alicloud-dbs:network": "vpc" });
    assert.deepEqual(network, { value: "vpc", source: "stack config alicloud-dbs:network" });
  });

  it("loads neither zod nor the cloud's client", () => {
    const script = `
      require("./provider/connection/processConfiguration"); require("./provider/wire/credentials/credentialSource"); require("./provider/wire/endpoint/resolveEndpoint");
      const loaded = Object.keys(require.cache).filter((file) => /node_modules[\\\\/](zod|@alicloud|httpx)[\\\\/]/.test(file));
      process.stdout.write(JSON.stringify(loaded));`;
    const output = execFileSync(process.execPath, ["-r", "ts-node/register/transpile-only", "-e", script], {
      encoding: "utf8",
    });
    assert.deepEqual(JSON.parse(output), []);
  });
});
