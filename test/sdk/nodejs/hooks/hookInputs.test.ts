import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { hookInputs } from "../../../../sdk/nodejs/hooks/hookInputs";

/** Wraps a secret in the form in which SDK 3.182 passes it to a hook. */
const marked = (value: unknown) => ({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value });

describe("hookInputs", () => {
  it("returns plain inputs unchanged", async () => {
    assert.deepEqual(await hookInputs({ a: "x", b: [1, { c: null }] }), {
      known: { a: "x", b: [1, { c: null }] },
      unknown: [],
      secrets: [],
    });
  });
  it("names the inputs that contain an unknown value, at any depth", async () => {
    const { known, unknown } = await hookInputs({
      a: pulumi.unknown,
      b: ["x", pulumi.unknown],
      c: { d: pulumi.unknown },
      e: 1,
    });
    assert.deepEqual([known, unknown], [{ e: 1 }, ["a", "b", "c"]]);
  });
  it("unwraps secrets in the forms of older and newer SDKs, and lists the strings in them", async () => {
    const inputs = {
      a: pulumi.secret("s1"),
      b: marked("s2"),
      c: [marked("s3"), "plain"],
      d: pulumi.secret({ e: ["s4", 5, ""] }),
    };
    const { known, secrets } = await hookInputs(inputs);
    assert.deepEqual(known, { a: "s1", b: "s2", c: ["s3", "plain"], d: { e: ["s4", 5, ""] } });
    assert.deepEqual(secrets.sort(), ["s1", "s2", "s3", "s4"]);
  });
  it("also treats the instance in a secret datasourceId as secret", async () => {
    const { secrets } = await hookInputs({ datasourceId: pulumi.secret("ds-rm-hidden_cn-hangzhou") });
    assert.deepEqual(secrets, ["ds-rm-hidden_cn-hangzhou", "rm-hidden"]);
  });
  it("also treats the forms in which messages write a secret time as secret, whether it is a string or a number", async () => {
    const time = Date.UTC(2026, 10, 24, 8);
    const inputs = { startTime: pulumi.secret("2026-11-24T09:00+01:00"), endTime: marked(time), minTasks: marked(3) };
    const { secrets } = await hookInputs(inputs);
    assert.deepEqual(secrets, ["2026-11-24T09:00+01:00", "2026-11-24T08:00:00.000Z", "1795507200000"]);
  });
  it("does not hang on a secret that contains an unknown value", async () => {
    const { unknown } = await hookInputs({
      a: pulumi.secret(["s1", pulumi.unknown]),
      b: marked(["s2", pulumi.unknown]),
    });
    assert.deepEqual(unknown, ["a", "b"]);
  });
});
