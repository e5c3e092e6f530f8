import assert from "node:assert/strict";
import type { DbsError } from "../../../provider/core/errors";
import { resolveEndpoint } from "../../../provider/wire/endpoint/resolveEndpoint";

const CENTRAL =
  "cn-hangzhou cn-beijing cn-qingdao cn-shanghai cn-shenzhen cn-hongkong us-east-1 us-west-1 " +
  "cn-hangzhou-finance cn-shanghai-finance-1 cn-shenzhen-finance-1";
const LOCAL =
  "cn-zhangjiakou cn-huhehaote cn-wulanchabu cn-chengdu ap-northeast-1 ap-southeast-1 ap-southeast-3 ap-southeast-5 " +
  "eu-west-1 eu-central-1";

/** The options as plain strings. `source` says where a value was set. Default: the name of the option. */
interface Texts {
  region: string;
  network?: string;
  endpoint?: string;
  source?: string;
}

function resolve({ region, network, endpoint, source }: Texts) {
  return resolveEndpoint({
    region,
    network: network === undefined ? undefined : { value: network, source: source ?? "network" },
    endpoint: endpoint === undefined ? undefined : { value: endpoint, source: source ?? "endpoint" },
  });
}

function refusal(options: Texts): DbsError {
  try {
    const endpoint = resolve(options);
    return assert.fail(`accepted as ${JSON.stringify(endpoint)}`);
  } catch (error) {
    assert.equal((error as DbsError).kind, "arguments", String(error));
    return error as DbsError;
  }
}

function overridden(endpoint: string) {
  return resolve({ region: "cn-hangzhou", endpoint });
}

describe("resolveEndpoint", () => {
  it("uses the endpoint in Hangzhou for regions without their own", () => {
    for (const region of CENTRAL.split(" ")) {
      assert.deepEqual(resolve({ region }), {
        protocol: "https",
        host: "dbs-api.cn-hangzhou.aliyuncs.com",
        isListed: true,
      });
    }
  });

  it("uses each other known region's own endpoint", () => {
    for (const region of LOCAL.split(" ")) {
      assert.deepEqual(resolve({ region }), {
        protocol: "https",
        host: `dbs-api.${region}.aliyuncs.com`,
        isListed: true,
      });
    }
  });

  it("knows a VPC endpoint for every region but cn-hangzhou-finance", () => {
    for (const region of `${CENTRAL} ${LOCAL}`.split(" ").filter((each) => each !== "cn-hangzhou-finance")) {
      const host = `dbs-api-vpc.${region}.aliyuncs.com`;
      assert.deepEqual(resolve({ region, network: "vpc" }), { protocol: "https", host, isListed: true });
    }
    const error = refusal({ region: "cn-hangzhou-finance", network: "vpc" });
    assert.match(error.message, /network is "vpc", but cn-hangzhou-finance has no VPC endpoint/);
  });

  it("builds the endpoint of an unknown region from its code, and warns", () => {
    const { host, warning } = resolve({ region: "me-east-9" });
    assert.equal(host, "dbs-api.me-east-9.aliyuncs.com");
    assert.match(warning ?? "", /me-east-9.*dbs-api\.me-east-9\.aliyuncs\.com.*alicloud-dbs:endpoint/);
    assert.match(resolve({ region: "me-east-9", network: "vpc" }).host, /^dbs-api-vpc\.me-east-9\./);
    assert.equal(resolve({ region: "rus-west-1" }).host, "dbs-api.rus-west-1.aliyuncs.com");
  });

  it("lists neither the host of an unknown region nor a configured one", () => {
    assert.deepEqual(
      [resolve({ region: "me-east-9" }), overridden("dbs.example.com")].map(({ isListed }) => isListed),
      [undefined, undefined],
    );
  });

  it("refuses a malformed region code instead of building a host name from it", () => {
    for (const region of [
      "",
      "cn",
      "asia-east-1",
      "CN-hangzhou",
      "cn-hangzhou.evil.example/#",
      "cn-hangzhou@x",
      "cn-hang zhou",
      "cn-häng",
    ]) {
      assert.match(refusal({ region }).message, /^\[arguments\] regionCode /, region);
    }
  });

  it("says where a refused network was set", () => {
    const source = "stack config alicloud-dbs:network";
    for (const network of ["lan", "vpc"]) {
      assert.match(
        refusal({ region: "cn-hangzhou-finance", network, source }).message,
        new RegExp(`^\\[arguments\\] stack config alicloud-dbs:network is "${network}", `),
      );
    }
  });

  it("refuses an unknown network", () => {
    assert.match(
      refusal({ region: "cn-hangzhou", network: "lan" }).message,
      /network is "lan", which is not supported; use "vpc" or "public"/,
    );
  });

  it("accepts an override as host, host:port or URL", () => {
    const forms: [string, string, string][] = [
      ["dbs.example.com", "https", "dbs.example.com"],
      ["DBS.Example.com:8443", "https", "dbs.example.com:8443"],
      ["https://dbs.example.com/", "https", "dbs.example.com"],
      ["https://dbs.example.com:443", "https", "dbs.example.com:443"],
      ["127.0.0.1:8280", "https", "127.0.0.1:8280"],
      ["http://127.0.0.1:8280", "http", "127.0.0.1:8280"],
      ["HTTP://127.8.9.10", "http", "127.8.9.10"],
      ["http://localhost:1", "http", "localhost:1"],
      ["http://[::1]:8080", "http", "[::1]:8080"],
      ["https://[2001:db8::1]/", "https", "[2001:db8::1]"],
    ];
    for (const [endpoint, protocol, host] of forms) {
      assert.deepEqual(overridden(endpoint), { protocol, host }, endpoint);
    }
  });

  it("prefers an override to the table and the network", () => {
    const options = { region: "cn-hangzhou-finance", network: "vpc", endpoint: "dbs.example.com" };
    assert.deepEqual(resolve(options), { protocol: "https", host: "dbs.example.com" });
    assert.equal(resolve({ region: "me-east-9", endpoint: "dbs.example.com" }).warning, undefined);
  });

  const refused: Record<string, string[]> = {
    "http to a host that is not a loopback address": [
      "http://dbs.example.com",
      "http://127.0.0.1.evil.example",
      "http://localhost.evil.example",
      "http://0.0.0.0:80",
      "http://[::]:80",
      "http://[::ffff:127.0.0.1]",
    ],
    "an address that is not in canonical form": [
      "http://127.1",
      "http://0x7f000001",
      "http://2130706433",
      "http://127.0.0.01",
      "http://127.0.0.256",
      "https://[0:0:0::1]",
    ],
    "a host name that is not well-formed": ["http://localhost.", "-a.example", "a..b", "::1", ""],
    "a port that is not from 1 to 65535": [
      "http://localhost:0",
      "http://localhost:65536",
      "https://host:port",
      "https://host:",
    ],
    "a scheme that is unknown or incomplete": ["ftp://127.0.0.1", "//127.0.0.1", "https:/host", "https:\\\\host"],
    "a path, a query or a fragment": ["https://a/b", "https://a//", "https://a?b", "https://a#b"],
    "a second host behind a user separator": ["http://127.0.0.1#@evil.example", "http://127.0.0.1\\@evil.example"],
    "white space or a control character": ["https://a b", "a\tb", "a\nb", "ho\u0000st"],
    "a character outside ASCII": [
      "http://①②⑦.0.0.1",
      "http://ⓛocalhost",
      "http://locaſhost",
      "https://dbs.exam\u00adple.com",
      "https://dbs。example.com",
    ],
  };
  for (const [what, endpoints] of Object.entries(refused)) {
    it(`refuses an endpoint with ${what}`, () => {
      for (const endpoint of endpoints) {
        const error = refusal({ region: "cn-hangzhou", endpoint, source: "environment variable DBS_ENDPOINT" });
        assert.match(error.message, /^\[arguments\] environment variable DBS_ENDPOINT is "/, endpoint);
        assert.match(error.message, /use "host", "host:port"/, endpoint);
        assert.equal(error.issues?.[0]?.property, "endpoint", endpoint);
        assert.doesNotMatch(error.message, /\p{Cc}/u, endpoint);
      }
    });
  }

  it("shows a refused value without its user and query", () => {
    const secret = "s3cret".repeat(40);
    for (const endpoint of [`https://me:${secret}@host`, `me:${secret}@host`, `https://host/?key=${secret}`]) {
      assert.doesNotMatch(refusal({ region: "cn-hangzhou", endpoint }).message, /s3cret/);
    }
    assert.match(
      refusal({ region: "cn-hangzhou", endpoint: "http://me:pw@10.0.0.1:80" }).message,
      /"http:\/\/…@10\.0\.0\.1:80"/,
    );
  });
});
