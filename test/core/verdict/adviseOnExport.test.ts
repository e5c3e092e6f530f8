import assert from "node:assert/strict";
import { adviseOnExport } from "../../../provider/core/verdict/adviseOnExport";

describe("adviseOnExport", () => {
  for (const format of ["bson", "BSON"]) {
    it(`warns about ${format} beside an instance that is not of MongoDB`, () => {
      assert.deepEqual(adviseOnExport({ instanceName: "rm-1", format }), [
        'bson is a format of MongoDB, and "rm-1" is not an instance of MongoDB; the service may refuse it',
      ]);
    });
  }

  for (const [what, inputs] of [
    ["an instance of MongoDB", { instanceName: "dds-1", format: "bson" }],
    ["a name that tells no engine", { instanceName: "other-1", format: "bson" }],
    ["another format", { instanceName: "rm-1", format: "csv" }],
    ["an instance that is not known yet", { format: "bson" }],
    ["a format that is not known yet", { instanceName: "rm-1" }],
  ] as const) {
    it(`says nothing about ${what}`, () => {
      assert.deepEqual(adviseOnExport(inputs), []);
    });
  }
});
