import assert from "node:assert/strict";
import { parseSupportArguments } from "../../../provider/core/arguments/supportArguments";

const problems = (args: unknown) => parseSupportArguments(args).issues?.map(({ property }) => property);

describe("parseSupportArguments", () => {
  it("keeps every argument", () => {
    const args = { instanceName: "dds-1", regionCode: "cn-hangzhou", clusterName: "d-1" };
    assert.deepEqual(parseSupportArguments(args).value, args);
  });

  it("names everything that is missing at once", () => assert.deepEqual(problems({}), ["instanceName", "regionCode"]));

  it("refuses an instance with a space and an argument that it does not know", () => {
    const args = { instanceName: "rm 1", regionCode: "cn-hangzhou", network: "vpc" };
    assert.deepEqual(problems(args), ["network", "instanceName"]);
  });
});
