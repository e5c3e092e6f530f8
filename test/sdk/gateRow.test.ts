import assert from "node:assert/strict";
import { withoutSecrets } from "../../sdk/nodejs/gateRow";

describe("withoutSecrets", () => {
  it("leaves no rest of a secret that holds another one", () => {
    assert.equal(withoutSecrets("rm-12 and rm-1", ["rm-1", "rm-12"]), "[secret] and [secret]");
  });
});
