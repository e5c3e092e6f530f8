import assert from "node:assert/strict";
import { readProcessConfiguration } from "../../../provider/connection/processConfiguration";
import { createConfigurationReader } from "../../../provider/wire/configuration/configurationReader";

type Values = Record<string, string>;

describe("createConfigurationReader", () => {
  const stack: Values = { "alicloud-dbs:region": "cn-beijing", "alicloud:endpoints": '[{"dbs":"a"}]' };
  const environment: Values = { ALICLOUD_ACCESS_KEY: "key", ALICLOUD_SECRET_KEY: "secret", PATH: "/bin" };

  it("returns the same object as long as no value that it read has changed", () => {
    const read = createConfigurationReader(readProcessConfiguration);
    const first = read((key) => stack[key], environment);
    assert.deepEqual(
      first,
      readProcessConfiguration((key) => stack[key], environment),
    );
    assert.equal(
      read((key) => ({ ...stack, "other:region": "x" })[key], { ...environment, PATH: "/usr/bin" }),
      first,
    );
  });

  for (const [what, changed] of [
    ["a changed value in stack config", { stack: { ...stack, "alicloud-dbs:region": "cn-qingdao" } }],
    ["a value in stack config that takes precedence", { stack: { ...stack, "alicloud-dbs:endpoint": "b" } }],
    ["the removal of a value from stack config", { stack: {} }],
    ["a changed value in the environment", { environment: { ...environment, ALICLOUD_SECRET_KEY: "other" } }],
    ["a new value in the environment", { environment: { ...environment, ALICLOUD_SECURITY_TOKEN: "token" } }],
    ["the removal of a value from the environment", { environment: { PATH: "/bin" } }],
    [
      "credentials that take precedence",
      { stack: { ...stack, "alicloud:accessKey": "key-2", "alicloud:secretKey": "s" } },
    ],
  ] as [string, { stack?: Values; environment?: Values }][]) {
    it(`reads again after ${what}, and once more when that is undone`, () => {
      const read = createConfigurationReader(readProcessConfiguration);
      const [before, after] = [
        { stack, environment },
        { stack, environment, ...changed },
      ];
      for (const { stack, environment } of [before, after, before]) {
        const configuration = read((key) => stack[key], environment);
        assert.deepEqual(
          configuration,
          readProcessConfiguration((key) => stack[key], environment),
        );
        assert.equal(
          read((key) => stack[key], environment),
          configuration,
        );
      }
    });
  }

  it("reads without a stack, and again with one", () => {
    const read = createConfigurationReader(readProcessConfiguration);
    assert.equal(read(undefined, {}).region, undefined);
    assert.equal(read((key) => stack[key], {}).region, "cn-beijing");
    assert.equal(read(undefined, {}).region, undefined);
  });

  it("notices a new value in the same environment object", () => {
    const read = createConfigurationReader(readProcessConfiguration);
    const own: Values = {};
    read(undefined, own);
    own.ALICLOUD_REGION = "cn-beijing";
    assert.equal(read(undefined, own).region, "cn-beijing");
  });
});
