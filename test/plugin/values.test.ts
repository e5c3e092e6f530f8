import assert from "node:assert/strict";
import fc from "fast-check";
import { markSecret, SIGNATURE, UNKNOWN } from "../../provider/core/pulumiMarks";
import { SECRET_INPUTS } from "../../provider/lifecycle/secretInputs";
import { readProperties } from "../../provider/plugin/values/readProperties";
import { writeProperties } from "../../provider/plugin/values/writeProperties";
import { structOf } from "../support/plugin/pluginEngine";
import { propertyRuns } from "../support/propertyRuns";

const output = (more: object) => ({ [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", dependencies: ["urn"], ...more });

describe("the properties in a message", () => {
  it("are read in the clear and with their marks, at any depth", () => {
    const { plain, marked } = readProperties(
      structOf({ a: ["x", { b: markSecret(["s", { c: markSecret("t") }]) }], d: 1, e: null }),
    );
    assert.deepEqual(plain, { a: ["x", { b: ["s", { c: "t" }] }], d: 1, e: null, [SECRET_INPUTS]: ["a"] });
    assert.deepEqual(marked, { a: ["x", { b: markSecret(["s", { c: markSecret("t") }]) }], d: 1, e: null });
  });

  it("have one mark for every kind of unknown value, also inside secrets and outputs", () => {
    const ofNumber = "3eeb2bf0-c639-47a8-9e75-3b44932eb421";
    const { plain } = readProperties(
      structOf({ a: ofNumber, b: markSecret([UNKNOWN]), c: [output({})], d: { e: output({ secret: true }) } }),
    );
    assert.deepEqual(plain, { a: UNKNOWN, b: [UNKNOWN], c: [UNKNOWN], d: { e: UNKNOWN }, [SECRET_INPUTS]: ["b", "d"] });
  });

  it("hold what outputs hold, and keep the outputs' secrets", () => {
    const { plain, marked } = readProperties(
      structOf({ a: output({ value: ["x"] }), b: [output({ value: output({ value: "s" }), secret: true })] }),
    );
    assert.deepEqual(plain, { a: ["x"], b: ["s"], [SECRET_INPUTS]: ["b"] });
    assert.deepEqual(marked, { a: ["x"], b: [markSecret("s")] });
  });

  it("name no triggers among the secret inputs, because no message shows them", () => {
    const { plain, marked } = readProperties(structOf({ triggers: [markSecret("s")] }));
    assert.deepEqual([plain, marked], [{ triggers: ["s"] }, { triggers: [markSecret("s")] }]);
  });

  it("are written without undefined, which a Struct can't hold", () => {
    const given = { a: undefined, b: [undefined, { c: undefined, d: 1 }], e: { f: undefined } };
    assert.deepEqual(writeProperties(given).toJavaScript(), { b: [null, { d: 1 }], e: {} });
  });

  it("come back as they were written", () => {
    const value = fc.jsonValue().map((each) => JSON.parse(JSON.stringify(each).replaceAll("__proto__", "proto")));
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,9}$/), value), (properties) => {
        assert.deepEqual(readProperties(writeProperties(properties)).marked, { ...properties });
      }),
      propertyRuns(100, 5000),
    );
  });

  it("are empty if the message has none", () => {
    assert.deepEqual(readProperties(undefined), { plain: {}, marked: {} });
  });
});
