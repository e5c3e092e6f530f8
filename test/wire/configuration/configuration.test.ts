import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { type Configuration, readConfiguration } from "../../../provider/wire/configuration/configuration";

function read(stack: Record<string, string>, environment: Record<string, string> = {}): Configuration {
  return readConfiguration((key) => stack[key], environment);
}

function base(stack: Record<string, string>, environment: Record<string, string> = {}) {
  return read(stack, environment).credentials.base;
}

const setting = (value: string, source: string) => ({ value, source });

describe("readConfiguration", () => {
  it("takes the region from the first place that names one", () => {
    const places = [
      "alicloud-dbs:region",
      "alicloud:region",
      "ALICLOUD_REGION",
      "ALIBABA_CLOUD_REGION",
      "ALIBABA_CLOUD_REGION_ID",
    ];
    for (const first of places.keys()) {
      const set = Object.fromEntries(places.slice(first).map((key, i) => [key, `cn-${first + i}`]));
      assert.equal(read(set, set).region, `cn-${first}`);
    }
    assert.equal(read({}).region, undefined);
  });

  it("counts blank as not set, and blanks around a value as none", () => {
    const { region } = read({ "alicloud-dbs:region": "", "alicloud:region": " " }, { ALICLOUD_REGION: "cn-beijing\n" });
    assert.equal(region, "cn-beijing");
    assert.deepEqual(readConfiguration(undefined, {}), { credentials: {} });
  });

  it("takes the endpoint from this package's config, the existing provider's endpoints, then the environment", () => {
    const stack = { "alicloud-dbs:endpoint": "a", "alicloud:endpoints": '[{"ecs":"e","dbs":"b"}]' };
    const environment = { ALIBABA_CLOUD_ENDPOINT_DBS: "c", DBS_ENDPOINT: "d" };
    const found = ({ endpoint, endpointSource }: Configuration) => [endpoint, endpointSource];
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

  it("passes on endpoints that it can't read, for their user to refuse", () => {
    assert.equal(read({ "alicloud:endpoints": "dbs=x" }).endpoint, "dbs=x");
  });

  it("takes the network from stack config", () => {
    const { network, networkSource } = read({ "alicloud-dbs:network": "vpc" });
    assert.deepEqual([network, networkSource], ["vpc", "stack config alicloud-dbs:network"]);
  });

  it("loads neither zod nor the cloud's client", () => {
    const script = `
      require("./provider/wire/configuration/configuration"); require("./provider/wire/credentials/credentialSource"); require("./provider/wire/endpoint/resolveEndpoint");
      const loaded = Object.keys(require.cache).filter((file) => /node_modules[\\\\/](zod|@alicloud|httpx)[\\\\/]/.test(file));
      process.stdout.write(JSON.stringify(loaded));`;
    const output = execFileSync(process.execPath, ["-r", "ts-node/register/transpile-only", "-e", script], {
      encoding: "utf8",
    });
    assert.deepEqual(JSON.parse(output), []);
  });
});

describe("readCredentialSettings", () => {
  it("takes credentials as a set from the first layer that names any", () => {
    const environment = { ALICLOUD_ACCESS_KEY: "e", ALICLOUD_SECRET_KEY: "es", ALICLOUD_SECURITY_TOKEN: "et" };
    const lower = { "alicloud:accessKey": "b", "alicloud:secretKey": "bs", "alicloud:securityToken": "bt" };
    assert.deepEqual(base({ "alicloud-dbs:accessKey": "a", ...lower }, environment), {
      kind: "keys",
      accessKey: setting("a", "stack config alicloud-dbs:accessKey"),
    });
    assert.deepEqual(base({ "alicloud-dbs:profile": "p", ...lower }, environment), {
      kind: "profile",
      profile: setting("p", "stack config alicloud-dbs:profile"),
    });
    assert.deepEqual(base(lower, environment), {
      kind: "keys",
      accessKey: setting("b", "stack config alicloud:accessKey"),
      secretKey: setting("bs", "stack config alicloud:secretKey"),
      securityToken: setting("bt", "stack config alicloud:securityToken"),
    });
    assert.deepEqual(base({}), undefined);
  });

  const sources: [string, string, string[]][] = [
    ["profile", "profile", ["ALICLOUD_PROFILE", "ALIBABA_CLOUD_PROFILE"]],
    ["sharedCredentialsFile", "profile", ["ALICLOUD_SHARED_CREDENTIALS_FILE", "ALIBABA_CLOUD_CREDENTIALS_FILE"]],
    ["credentialsUri", "uri", ["ALICLOUD_CREDENTIALS_URI", "ALIBABA_CLOUD_CREDENTIALS_URI"]],
    ["ecsRoleName", "ecsRole", ["ALICLOUD_ECS_ROLE_NAME", "ALIBABA_CLOUD_ECS_METADATA"]],
    ["assumeRoleWithOidc", "oidc", []],
  ];
  it("finds every source in stack config and under each of its names in the environment", () => {
    for (const [key, kind, variables] of sources) {
      for (const namespace of ["alicloud-dbs", "alicloud"]) {
        assert.equal(base({ [`${namespace}:${key}`]: "x" })?.kind, kind, key);
      }
      for (const variable of variables) {
        assert.equal(base({}, { [variable]: "x" })?.kind, kind, variable);
      }
    }
  });

  const keys: [string, string[]][] = [
    ["accessKey", ["ALICLOUD_ACCESS_KEY", "ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_ID"]],
    ["secretKey", ["ALICLOUD_SECRET_KEY", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABACLOUD_ACCESS_KEY_SECRET"]],
    ["securityToken", ["ALICLOUD_SECURITY_TOKEN", "ALIBABA_CLOUD_SECURITY_TOKEN", "ALIBABACLOUD_SECURITY_TOKEN"]],
  ];
  it("finds each part of a set of keys under each of its names in the environment", () => {
    for (const [key, variables] of keys) {
      for (const variable of variables) {
        const found = base({}, { [variable]: "x" });
        assert.deepEqual(found, { kind: "keys", [key]: setting("x", `environment variable ${variable}`) });
      }
    }
  });

  it("takes keys, profile, URI, ECS role, OIDC role of one layer in this order", () => {
    const layer = [["accessKey", "keys"], ...sources];
    layer.forEach(([, kind], first) => {
      const stack = Object.fromEntries(layer.slice(first).map(([key]) => [`alicloud:${key}`, "x"]));
      assert.equal(base(stack)?.kind, kind);
    });
  });

  it("takes the spellings of the environment for one layer", () => {
    const found = base({}, { ALIBABACLOUD_ACCESS_KEY_ID: "k", ALICLOUD_SECRET_KEY: "s" });
    assert.deepEqual(found, {
      kind: "keys",
      accessKey: setting("k", "environment variable ALIBABACLOUD_ACCESS_KEY_ID"),
      secretKey: setting("s", "environment variable ALICLOUD_SECRET_KEY"),
    });
  });

  it("never pairs a key with the token of another spelling that has a pair of its own", () => {
    const found = base(
      {},
      {
        ALICLOUD_ACCESS_KEY: "k1",
        ALICLOUD_SECRET_KEY: "s1",
        ALIBABA_CLOUD_ACCESS_KEY_ID: "k2",
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: "s2",
        ALIBABA_CLOUD_SECURITY_TOKEN: "t2",
      },
    );
    assert.deepEqual(found, {
      kind: "keys",
      accessKey: setting("k1", "environment variable ALICLOUD_ACCESS_KEY"),
      secretKey: setting("s1", "environment variable ALICLOUD_SECRET_KEY"),
    });
  });

  it("finds a profile's name and its file each where they are set", () => {
    assert.deepEqual(base({ "alicloud:profile": "p" }, { ALICLOUD_SHARED_CREDENTIALS_FILE: "/f" }), {
      kind: "profile",
      profile: setting("p", "stack config alicloud:profile"),
      file: setting("/f", "environment variable ALICLOUD_SHARED_CREDENTIALS_FILE"),
    });
  });

  it("assumes a role with credentials of its own layer or of one behind it, not with those before it", () => {
    const role = { "alicloud:assumeRole": "{}" };
    const assumed = (stack: Record<string, string>, environment = {}) =>
      read(stack, environment).credentials.assumeRole?.source;
    const source = "stack config alicloud:assumeRole";
    assert.equal(assumed({ ...role, "alicloud:accessKey": "k" }), source);
    assert.equal(assumed(role, { ALICLOUD_ACCESS_KEY: "k" }), source);
    assert.equal(assumed(role), source);
    assert.equal(assumed({ ...role, "alicloud-dbs:accessKey": "k" }), undefined);
    assert.equal(assumed({ ...role, "alicloud-dbs:assumeRole": "{}" }), "stack config alicloud-dbs:assumeRole");
  });
});
