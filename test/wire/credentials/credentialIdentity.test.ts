import assert from "node:assert/strict";
import { ASSUME_ROLE_MEMBERS } from "../../../provider/wire/credentials/assumeRoleSetting";
import { type CredentialSettings, chooseSource } from "../../../provider/wire/credentials/chooseSource";
import { credentialIdentity } from "../../../provider/wire/credentials/credentialIdentity";
import { CONFIGURED_SOURCES, DEFAULT_SOURCES } from "../../../provider/wire/credentials/sourceTable";
import type { Texts } from "../../support/wire/configuredCredentials";

const KEYS = { "alicloud:accessKey": "key-1", "alicloud:secretKey": "secret-1" };
const ROLE = "acs:ram::1:role/reader";

function settings(stack: Texts, environment: Texts = {}): CredentialSettings {
  return chooseSource((key) => stack[key], environment);
}

function identity(stack: Texts, environment: Texts = {}): string {
  return credentialIdentity(settings(stack, environment), environment);
}

describe("credentialIdentity", () => {
  it("returns a different hash for each identity and shows no secret", () => {
    const identities = [
      identity(KEYS),
      identity({ ...KEYS, "alicloud:secretKey": "secret-2" }),
      identity({ ...KEYS, "alicloud:assumeRole": JSON.stringify({ roleArn: ROLE }) }),
      identity({ ...KEYS, "alicloud:assumeRole": "{}" }, { ALICLOUD_ASSUME_ROLE_ARN: "a" }),
      identity({ ...KEYS, "alicloud:assumeRole": "{}" }, { ALICLOUD_ASSUME_ROLE_ARN: "b" }),
      identity({}, { HOME: "/a" }),
      identity({}, { HOME: "/b" }),
    ];
    assert.equal(new Set(identities).size, identities.length);
    assert.ok(identities.every((each) => /^[0-9a-f]{64}$/.test(each)));
    assert.equal(identity(KEYS), identity({ ...KEYS }, { PATH: "/bin" }));
  });

  const declared: [string, Texts, readonly string[]][] = [
    ...CONFIGURED_SOURCES.map(({ title, keys, variables }): [string, Texts, readonly string[]] => [
      `the source "${title}"`,
      Object.fromEntries(Object.keys(keys).map((key) => [`alicloud:${key}`, "x"])),
      variables,
    ]),
    ["the default chain", {}, DEFAULT_SOURCES.flatMap(({ variables }) => variables)],
    ["a role assumed with keys", { ...KEYS, "alicloud:assumeRole": "{}" }, Object.values(ASSUME_ROLE_MEMBERS).flat()],
  ];
  const all = new Set(declared.flatMap(([, , variables]) => variables));
  for (const [what, stack, variables] of declared) {
    it(`depends only on the variables that ${what} declares`, () => {
      const changing = [...all].filter((name) => identity(stack, { [name]: "a" }) !== identity(stack, { [name]: "b" }));
      assert.deepEqual(changing.sort(), [...new Set(variables)].sort());
    });
  }
});
