import assert from "node:assert/strict";
import { judge } from "../../../../provider/core/verdict/judge";
import { withoutSecrets } from "../../../../sdk/nodejs/gate/gateRow";

const CONDITION = { require: "all", minTasks: 1, failOn: [], notFoundTimeout: 1 } as const;

describe("withoutSecrets", () => {
  it("leaves no part of a secret that contains another secret", () => {
    assert.equal(withoutSecrets("rm-12 and rm-1", ["rm-1", "rm-12"]), "[secret] and [secret]");
  });

  it("hides a secret that was cut off in a sentence", () => {
    const secret = `dt-${"s".repeat(100)}`;
    const { sentence } = judge([], { ...CONDITION, taskIds: [secret] }, () => ({ lasted: 0, gone: false }), 0).verdict;
    assert.match(sentence, /dt-s+…/);
    assert.equal(withoutSecrets(sentence, [secret]), "0 of 1 finished: [secret] not listed yet");
  });
});
