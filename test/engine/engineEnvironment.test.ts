import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { engineEnvironment } from "./engineEnvironment";

describe("engineEnvironment", () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "engine-environment-"));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  for (const name of [
    "ALICLOUD_ACCESS_KEY",
    "ALIBABA_CLOUD_PROFILE",
    "ALIBABACLOUD_ACCESS_KEY_SECRET",
    "DBS_ENDPOINT",
    "PULUMI_ACCESS_TOKEN",
    "HTTPS_PROXY",
    "https_proxy",
    "no_proxy",
  ]) {
    it(`clears ${name}`, () => {
      assert.equal(engineEnvironment({ directory, inherited: { [name]: "of the user" } })[name], "");
    });
  }

  it("puts the state, the Pulumi home and the home folder into the private folder", () => {
    const inherited = {
      HOME: "/the/user",
      PULUMI_HOME: "/the/user/.pulumi",
      PULUMI_BACKEND_URL: "https://of.the.user",
    };
    const environment = engineEnvironment({ directory, inherited });
    assert.equal(environment.HOME, join(directory, "home"));
    assert.equal(environment.PULUMI_HOME, join(directory, "pulumi"));
    assert.equal(environment.PULUMI_BACKEND_URL, `file://${join(directory, "state")}`);
    assert.ok(["home", "pulumi", "state"].every((name) => existsSync(join(directory, name))));
  });

  it("puts the current Node.js first and the SDK's script for dynamic providers last on PATH", () => {
    const folders = engineEnvironment({ directory, inherited: { PATH: "/a:/b" } }).PATH?.split(delimiter) ?? [];
    assert.deepEqual(folders.slice(0, -1), [dirname(process.execPath), "/a", "/b"]);
    assert.ok(existsSync(join(folders.at(-1) ?? "", "pulumi-resource-pulumi-nodejs")));
  });
});
