import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { secretInputNames } from "../../../../sdk/nodejs/inputs/secretInputNames";

describe("secretInputNames", () => {
  it("names the inputs that hold a secret at any depth, also inside a promise", async () => {
    const inputs = {
      a: pulumi.secret("x"),
      b: ["y", pulumi.secret("z")],
      c: Promise.resolve(pulumi.secret(["x"])),
      d: pulumi.output("x"),
      e: "x",
      f: pulumi.secret(5),
      g: pulumi.output([pulumi.secret(pulumi.unknown), pulumi.secret("x")]),
      h: { type: "OSS", bucket: pulumi.secret("x") },
      i: { type: "OSS", bucket: "x" },
      j: new Date(),
    };
    assert.deepEqual(await secretInputNames(inputs), ["a", "b", "c", "f", "g", "h"]);
  });

  it("returns undefined, without a promise if nothing has to resolve, for inputs without a secret", async () => {
    assert.equal(secretInputNames({ a: "x", b: ["y"], c: undefined }), undefined);
    assert.equal(await secretInputNames({ a: pulumi.output("x") }), undefined);
  });

  it("leaves the error of an input to that input", async () => {
    const failing = Promise.reject(new Error("boom"));
    assert.deepEqual(await secretInputNames({ a: failing, b: pulumi.secret("x") }), ["b"]);
  });
});
