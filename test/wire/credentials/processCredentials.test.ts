import assert from "node:assert/strict";
import { chooseSource } from "../../../provider/wire/credentials/chooseSource";
import { processCredentials } from "../../../provider/wire/credentials/processCredentials";

describe("processCredentials", () => {
  it("opens one source for each identity, so that every region uses the same session", () => {
    const of = (environment: Record<string, string>) =>
      processCredentials(chooseSource(undefined, environment), environment);
    const profile = { ALICLOUD_PROFILE: "p", HOME: "/home/a" };
    assert.equal(of(profile), of({ ...profile }));
    assert.notEqual(of(profile), of({ ...profile, HOME: "/home/b" }));
    assert.notEqual(of(profile), of({ ...profile, ALICLOUD_PROFILE: "q" }));
  });
});
