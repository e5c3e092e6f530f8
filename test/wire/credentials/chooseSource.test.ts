import assert from "node:assert/strict";
import { chooseSource } from "../../../provider/wire/credentials/chooseSource";

type Texts = Record<string, string>;

function read(stack: Texts, environment: Texts = {}) {
  return chooseSource((key) => stack[key], environment);
}

/** Returns the title of the chosen source, and the settings that were found for it. */
function chosen(stack: Texts, environment: Texts = {}) {
  const { chosen } = read(stack, environment);
  return chosen && { title: chosen.source.title, settings: chosen.settings };
}

const setting = (value: string, source: string) => ({ value, source });

describe("chooseSource", () => {
  it("takes all credentials from the first layer that has any", () => {
    const environment = { ALICLOUD_ACCESS_KEY: "e", ALICLOUD_SECRET_KEY: "es", ALICLOUD_SECURITY_TOKEN: "et" };
    const lower = { "alicloud:accessKey": "b", "alicloud:secretKey": "bs", "alicloud:securityToken": "bt" };
    assert.deepEqual(chosen({ "alicloud-dbs:accessKey": "a", ...lower }, environment), {
      title: "access key",
      settings: {
        accessKey: setting("a", "stack config alicloud-dbs:accessKey"),
      },
    });
    assert.deepEqual(chosen({ "alicloud-dbs:profile": "p", ...lower }, environment), {
      title: "profile",
      settings: {
        profile: setting("p", "stack config alicloud-dbs:profile"),
      },
    });
    assert.deepEqual(chosen(lower, environment), {
      title: "access key",
      settings: {
        accessKey: setting("b", "stack config alicloud:accessKey"),
        secretKey: setting("bs", "stack config alicloud:secretKey"),
        securityToken: setting("bt", "stack config alicloud:securityToken"),
      },
    });
    assert.deepEqual(chosen({}), undefined);
  });

  const sources: [string, string, string[]][] = [
    ["profile", "profile", ["ALICLOUD_PROFILE", "ALIBABA_CLOUD_PROFILE", "ALIBABACLOUD_PROFILE"]],
    ["sharedCredentialsFile", "profile", ["ALICLOUD_SHARED_CREDENTIALS_FILE", "ALIBABA_CLOUD_CREDENTIALS_FILE"]],
    ["credentialsUri", "credentials URI", ["ALICLOUD_CREDENTIALS_URI", "ALIBABA_CLOUD_CREDENTIALS_URI"]],
    ["ecsRoleName", "ECS role", ["ALICLOUD_ECS_ROLE_NAME", "ALIBABA_CLOUD_ECS_METADATA"]],
    ["assumeRoleWithOidc", "OIDC role", []],
  ];
  it("finds every source in stack config, and in the environment under each of its names", () => {
    for (const [key, title, variables] of sources) {
      for (const namespace of ["alicloud-dbs", "alicloud"]) {
        assert.equal(chosen({ [`${namespace}:${key}`]: "x" })?.title, title, key);
      }
      for (const variable of variables) {
        assert.equal(chosen({}, { [variable]: "x" })?.title, title, variable);
      }
    }
  });

  const keys: [string, string[]][] = [
    ["accessKey", ["ALICLOUD_ACCESS_KEY", "ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_ID"]],
    ["secretKey", ["ALICLOUD_SECRET_KEY", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABACLOUD_ACCESS_KEY_SECRET"]],
    ["securityToken", ["ALICLOUD_SECURITY_TOKEN", "ALIBABA_CLOUD_SECURITY_TOKEN", "ALIBABACLOUD_SECURITY_TOKEN"]],
    ["accessKey", ["ALICLOUD_ACCESS_KEY_ID"]],
    ["secretKey", ["ALICLOUD_ACCESS_KEY_SECRET"]],
  ];
  it("finds each part of a set of keys under each of its names in the environment", () => {
    for (const [key, variables] of keys) {
      for (const variable of variables) {
        const found = chosen({}, { [variable]: "x" });
        assert.deepEqual(found, {
          title: "access key",
          settings: { [key]: setting("x", `environment variable ${variable}`) },
        });
      }
    }
  });

  it("prefers keys, then a profile, a URI, an ECS role and an OIDC role within a layer", () => {
    const layer = [["accessKey", "access key"], ...sources];
    layer.forEach(([, title], first) => {
      const stack = Object.fromEntries(layer.slice(first).map(([key]) => [`alicloud:${key}`, "x"]));
      assert.equal(chosen(stack)?.title, title);
    });
  });

  it("treats all spellings of the environment variables as one layer", () => {
    const found = chosen({}, { ALIBABACLOUD_ACCESS_KEY_ID: "k", ALICLOUD_SECRET_KEY: "s" });
    assert.deepEqual(found, {
      title: "access key",
      settings: {
        accessKey: setting("k", "environment variable ALIBABACLOUD_ACCESS_KEY_ID"),
        secretKey: setting("s", "environment variable ALICLOUD_SECRET_KEY"),
      },
    });
  });

  it("never combines a key with the token of another spelling that has its own pair of keys", () => {
    const found = chosen(
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
      title: "access key",
      settings: {
        accessKey: setting("k1", "environment variable ALICLOUD_ACCESS_KEY"),
        secretKey: setting("s1", "environment variable ALICLOUD_SECRET_KEY"),
      },
    });
  });

  it("finds the keys of the command-line tool with their token, which another spelling shares", () => {
    const own = { ALICLOUD_ACCESS_KEY_ID: "k", ALICLOUD_ACCESS_KEY_SECRET: "s", ALICLOUD_SECURITY_TOKEN: "t" };
    const values = Object.values(chosen({}, own)?.settings ?? {}).map((each) => each?.value);
    assert.deepEqual(values, ["k", "s", "t"]);
    const other = { ALIBABA_CLOUD_ACCESS_KEY_ID: "k2", ALIBABA_CLOUD_ACCESS_KEY_SECRET: "s2" };
    const first = Object.values(chosen({}, { ...own, ...other })?.settings ?? {}).map((each) => each?.value);
    assert.deepEqual(first, ["k2", "s2"]);
  });

  it("can find the name and the file of a profile in different layers", () => {
    assert.deepEqual(chosen({ "alicloud:profile": "p" }, { ALICLOUD_SHARED_CREDENTIALS_FILE: "/f" }), {
      title: "profile",
      settings: {
        profile: setting("p", "stack config alicloud:profile"),
        sharedCredentialsFile: setting("/f", "environment variable ALICLOUD_SHARED_CREDENTIALS_FILE"),
      },
    });
  });

  it("assumes a role with credentials from the role's own layer or a later one, but not from an earlier one", () => {
    const role = { "alicloud:assumeRole": "{}" };
    const assumed = (stack: Record<string, string>, environment = {}) => read(stack, environment).assumeRole?.source;
    const source = "stack config alicloud:assumeRole";
    assert.equal(assumed({ ...role, "alicloud:accessKey": "k" }), source);
    assert.equal(assumed(role, { ALICLOUD_ACCESS_KEY: "k" }), source);
    assert.equal(assumed(role), source);
    assert.equal(assumed({ ...role, "alicloud-dbs:accessKey": "k" }), undefined);
    assert.equal(assumed({ ...role, "alicloud-dbs:assumeRole": "{}" }), "stack config alicloud-dbs:assumeRole");
  });
});
