import assert from "node:assert/strict";
import { proxyFor } from "../../../provider/wire/transport/proxyFor";

const HOST = "dbs-api.cn-hangzhou.aliyuncs.com";
const proxy = "http://proxy:3128";

function valueFor(environment: Record<string, string>, host = HOST, protocol: "http" | "https" = "https") {
  return proxyFor(environment, new URL(`${protocol}://${host}`))?.value;
}

describe("proxyFor", () => {
  it("reads HTTPS_PROXY for https and HTTP_PROXY for http, in upper or lower case", () => {
    const environment = { HTTPS_PROXY: "for-https", http_proxy: "for-http" };
    assert.deepEqual(
      [valueFor(environment), valueFor(environment, HOST, "http"), valueFor({ HTTP_PROXY: "x" }), valueFor({})],
      ["for-https", "for-http", undefined, undefined],
    );
    assert.equal(proxyFor({ https_proxy: "x" }, new URL(`https://${HOST}`))?.variable, "https_proxy");
  });

  it("prefers the lower-case variable unless it is empty", () => {
    assert.equal(valueFor({ https_proxy: "low", HTTPS_PROXY: "up" }), "low");
    assert.equal(valueFor({ https_proxy: "", HTTPS_PROXY: "up" }), "up");
    assert.equal(valueFor({ https_proxy: proxy, no_proxy: " ", NO_PROXY: HOST }), undefined);
  });

  for (const host of ["localhost", "LOCALHOST:80", "127.0.0.1:8280", "127.8.9.1", "[::1]:8280"]) {
    it(`uses no proxy for ${host}`, () => {
      assert.equal(valueFor({ HTTPS_PROXY: proxy }, host), undefined);
    });
  }

  for (const host of ["127.example.com", "localhost.example.com", "10.0.0.1", "[2001:db8::1]"]) {
    it(`uses the proxy for ${host}, which is not a loopback address`, () => {
      assert.equal(valueFor({ HTTPS_PROXY: proxy }, host), proxy);
    });
  }

  for (const [exception, host, excepted] of [
    ["*", HOST, true],
    [HOST, HOST, true],
    [HOST.toUpperCase(), HOST, true],
    ["aliyuncs.com", HOST, true],
    [".aliyuncs.com", HOST, true],
    ["*.aliyuncs.com", HOST, true],
    ["other.com, .aliyuncs.com", HOST, true],
    ["localhost,.aliyuncs.com", HOST, true],
    ["other.com aliyuncs.com", HOST, true],
    ["yuncs.com", HOST, false],
    [`x.${HOST}`, HOST, false],
    ["", HOST, false],
    [",", HOST, false],
    [`${HOST}:443`, HOST, true],
    [`${HOST}:8443`, HOST, false],
    [`${HOST}:8443`, `${HOST}:8443`, true],
    [`${HOST}.`, HOST, true],
    ["aliyuncs.com.", HOST, true],
    [".aliyuncs.com.", HOST, true],
    [`${HOST}.:443`, HOST, true],
    [`${HOST}.:8443`, HOST, false],
    [".", HOST, false],
    ["10.0.0.1", "10.0.0.1:8443", true],
    ["10.0.0.1.", "10.0.0.1:8443", true],
    ["2001:db8::1", "[2001:db8::1]:8443", true],
    ["2001:db8::2", "[2001:db8::1]", false],
    ["[2001:db8::1]", "[2001:db8::1]:8443", true],
  ] as const) {
    it(`${excepted ? "bypasses" : "uses"} the proxy for ${host} if NO_PROXY is "${exception}"`, () => {
      assert.equal(valueFor({ HTTPS_PROXY: proxy, NO_PROXY: exception }, host), excepted ? undefined : proxy);
    });
  }
});
