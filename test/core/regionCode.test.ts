import assert from "node:assert/strict";
import { isRegionCode } from "../../provider/core/regionCode";

describe("isRegionCode", () => {
  it("accepts a code that begins with two or three letters", () => {
    for (const code of ["cn-hangzhou", "us-east-1", "rus-west-1", "cn-shanghai-finance-1"]) {
      assert.equal(isRegionCode(code), true, code);
    }
  });

  it("rejects everything that could lead a signed request to another host", () => {
    const others = [
      "",
      "cn",
      "cn-",
      "-cn",
      "r-west-1",
      "rusw-west-1",
      "CN-hangzhou",
      "cn-hangzhou.evil",
      "cn-a/b",
      "cn-a@b",
    ];
    for (const code of [...others, "cn-hangzhou ", "cn--1", "cn_hangzhou", "cn-hangzhou\n", `cn-${"a".repeat(61)}`]) {
      assert.equal(isRegionCode(code), false, code);
    }
  });
});
