import assert from "node:assert/strict";
import { hideSecrets } from "../../../provider/core/text/hideSecrets";
import { spellingsOf } from "../../support/spellings";

/** A session token in base64, an access key secret with punctuation, and a name. */
const SECRETS = { token: "CAISdf+ab/cd1J6Ft5B2yfSj==", key: 'a/b+c "d"&e', name: "rm-bp1SecretName" };

describe("hideSecrets", () => {
  for (const [which, secret] of Object.entries(SECRETS)) {
    for (const [spelling, text] of Object.entries(spellingsOf(secret))) {
      it(`replaces a ${which} that is written ${spelling}`, () => {
        assert.equal(hideSecrets(`before ${text} after ${text}.`, [secret]), "before … after ….");
      });
    }
  }

  it("replaces a secret that is broken by white space, control characters or zero-width marks", () => {
    for (const gap of ["\n", "\r\n ", "\u200b", "\ufeff", "%0A", "\\n"]) {
      assert.equal(hideSecrets(`<rm-sec${gap}ret-1>`, ["rm-secret-1"]), "<…>", JSON.stringify(gap));
    }
  });

  it("replaces a secret that was cut off, with what is left of an encoded character", () => {
    const secret = "rm-secret=name";
    for (const rest of ["rm-secret", "rm-s", "RM-Secret%3", "rm-secret&#6", "rm-secret\\u00", "rm-secret%3Dna"]) {
      // A second cut may leave a part of three dots.
      const cuts = ["…", "...", ".…", "..…"];
      for (const cut of rest.length < 8 ? cuts : [...cuts, ""]) {
        assert.equal(hideSecrets(`no ${rest}${cut}`, [secret], { mark: "[secret]" }), `no [secret]${cut}`, rest + cut);
      }
    }
  });

  it("leaves fewer than three characters before a cut, which every text may have", () => {
    assert.equal(hideSecrets("is rm…", ["rm-secret"]), "is rm…");
  });

  it("leaves a short beginning of a secret at the end of a text, where an ordinary word may stand", () => {
    const secret = "RegionCode=cn-hangzhou&InstanceName=rm-1";
    for (const text of ["MissingRegionCode", "no such Region", "no such reg"]) {
      assert.equal(hideSecrets(text, [secret]), text);
      assert.equal(hideSecrets(text, [secret], { mark: "[secret]" }), text);
      assert.notEqual(hideSecrets(`${text}…`, [secret]), `${text}…`);
    }
    for (const text of ["bad RegionCode=cn-hangzhou", "bad RegionCode%3Dcn%2Dhangzhou%2"]) {
      assert.equal(hideSecrets(text, [secret]), "bad …");
    }
    assert.equal(hideSecrets("is key-12", ["key-12345"]), "is key-12");
    assert.equal(hideSecrets("is key-1234", ["key-12345"]), "is …");
  });

  it("hides a beginning before each mark of its own, and none before another mark but a long one", () => {
    assert.equal(hideSecrets("is rm-s… is rm-s", ["rm-secret"]), "is …… is rm-s");
    assert.equal(hideSecrets("is key[secret]", ["key-12345"], { mark: "[secret]" }), "is key[secret]");
  });

  it("leaves no part of a secret that contains another secret", () => {
    assert.equal(
      hideSecrets("rm-12345 and rm-1234", ["rm-1234", "rm-12345"], { mark: "[secret]" }),
      "[secret] and [secret]",
    );
    assert.equal(hideSecrets("abcdefgh", ["abcdef", "cdefgh"]), "…");
  });

  it("does not search in the marks of what is hidden already", () => {
    const once = hideSecrets("rm-1234 and secret", ["rm-1234", "secret"], { mark: "[secret]" });
    assert.equal(once, "[secret] and [secret]");
    assert.equal(hideSecrets(once, ["rm-1234", "secret"], { mark: "[secret]" }), once);
  });

  it("ignores secrets that are too short, missing or empty", () => {
    assert.equal(hideSecrets("abc", ["abc", undefined, ""]), "abc");
    assert.equal(hideSecrets("++++ \u200b", ["++++", "\u200b\u200b\u200b\u200b"]), "++++ \u200b");
  });

  it("replaces a secret that has no URL-encoded form", () => {
    assert.equal(hideSecrets("see \ud800abcd", ["\ud800abcd"]), "see …");
  });

  it("leaves text without a secret as it is", () => {
    const text = 'HTTP 400 X: 100%25 of "a\\u0041" &amp; %zz \\q';
    assert.equal(hideSecrets(text, ["rm-secret"]), text);
  });

  it("needs time in proportion to the length of the text", () => {
    const secrets = ["aaaa".repeat(50), "%25%25%25%25", "rm-secret"];
    const cost = (text: string) => {
      const started = process.cpuUsage();
      hideSecrets(text, secrets);
      const { user, system } = process.cpuUsage(started);
      return user + system;
    };
    for (const unit of ["a", "%25", "…", "&", "\\", "aaa…", "%E4%B8", " "]) {
      const [short, long] = [8_192, 131_072].map((length) => unit.repeat(length / unit.length));
      cost(short ?? "");
      // 16 times the length; 256 times the time if it grew with the square.
      const ratio = cost(long ?? "") / Math.max(cost(short ?? ""), 1_000);
      assert.ok(ratio < 100, `${JSON.stringify(unit)}: ${ratio} times the time for 16 times the length`);
    }
  }).timeout(600_000);
});
