import assert from "node:assert/strict";
import type { DbsError } from "../../../provider/core/errors";
import { resolveEndpoint } from "../../../provider/wire/endpoint/resolveEndpoint";

const CENTRAL =
  "cn-hangzhou cn-beijing cn-qingdao cn-shanghai cn-shenzhen cn-hongkong us-east-1 us-west-1 " +
  "cn-hangzhou-finance cn-shanghai-finance-1 cn-shenzhen-finance-1";
const LOCAL =
  "cn-zhangjiakou cn-huhehaote cn-wulanchabu cn-chengdu ap-northeast-1 ap-southeast-1 ap-southeast-3 ap-southeast-5 " +
  "eu-west-1 eu-central-1";

/** What is resolved, in plain texts; each is found in its source, which is the argument's name where none is given. */
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
  it("sends regions without an endpoint of their own to the one in Hangzhou", () => {
    for (const region of CENTRAL.split(" ")) {
      assert.deepEqual(resolve({ region }), { protocol: "https", host: "dbs-api.cn-hangzhou.aliyuncs.com" });
    }
  });

  it("sends the other known regions to their own endpoint", () => {
    for (const region of LOCAL.split(" ")) {
      assert.deepEqual(resolve({ region }), { protocol: "https", host: `dbs-api.${region}.aliyuncs.com` });
    }
  });

  it("knows a VPC endpoint in every region but cn-hangzhou-finance", () => {
    for (const region of `${CENTRAL} ${LOCAL}`.split(" ").filter((each) => each !== "cn-hangzhou-finance")) {
      const host = `dbs-api-vpc.${region}.aliyuncs.com`;
      assert.deepEqual(resolve({ region, network: "vpc" }), { protocol: "https", host });
    }
    const error = refusal({ region: "cn-hangzhou-finance", network: "vpc" });
    assert.match(error.message, /network "vpc" is not there for cn-hangzhou-finance/);
  });

  it("tries a region it does not know under its own name, with a warning", () => {
    const { host, warning } = resolve({ region: "me-east-9" });
    assert.equal(host, "dbs-api.me-east-9.aliyuncs.com");
    assert.match(warning ?? "", /me-east-9.*dbs-api\.me-east-9\.aliyuncs\.com.*alicloud-dbs:endpoint/);
    assert.match(resolve({ region: "me-east-9", network: "vpc" }).host, /^dbs-api-vpc\.me-east-9\./);
  });

  it("refuses what is no region's code, before it becomes part of a host name", () => {
    for (const region of [
      "",
      "cn",
      "CN-hangzhou",
      "cn-hangzhou.evil.example/#",
      "cn-hangzhou@x",
      "cn-hang zhou",
      "cn-häng",
    ]) {
      assert.match(refusal({ region }).message, /^\[arguments\] regionCode /, region);
    }
  });

  it("names the place where a network was found that it refuses", () => {
    const source = "stack config alicloud-dbs:network";
    for (const network of ["lan", "vpc"]) {
      assert.match(
        refusal({ region: "cn-hangzhou-finance", network, source }).message,
        new RegExp(`^\\[arguments\\] stack config alicloud-dbs:network "${network}" is not`),
      );
    }
  });
  it("refuses a network that it does not know", () => {
    assert.match(
      refusal({ region: "cn-hangzhou", network: "lan" }).message,
      /network "lan" is not known; "vpc" and "public"/,
    );
  });

  it("takes an override as host, host:port or URL", () => {
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

  it("lets the override go before the table and before the network", () => {
    const options = { region: "cn-hangzhou-finance", network: "vpc", endpoint: "dbs.example.com" };
    assert.deepEqual(resolve(options), { protocol: "https", host: "dbs.example.com" });
    assert.equal(resolve({ region: "me-east-9", endpoint: "dbs.example.com" }).warning, undefined);
  });

  const refused = [
    "http://dbs.example.com",
    "http://127.0.0.1.evil.example",
    "http://localhost.evil.example",
    "http://127.1",
    "http://0x7f000001",
    "http://2130706433",
    "http://127.0.0.01",
    "http://127.0.0.256",
    "http://0.0.0.0:80",
    "http://[::]:80",
    "http://[::ffff:127.0.0.1]",
    "https://[0:0:0::1]",
    "http://localhost.",
    "http://localhost:0",
    "http://localhost:65536",
    "https://host:port",
    "https://host:",
    "ftp://127.0.0.1",
    "//127.0.0.1",
    "https:/host",
    "https:\\\\host",
    "https://a/b",
    "https://a//",
    "https://a?b",
    "https://a#b",
    "http://127.0.0.1#@evil.example",
    "http://127.0.0.1\\@evil.example",
    "https://a b",
    "a\tb",
    "a\nb",
    "ho\u0000st",
    "http://①②⑦.0.0.1",
    "http://ⓛocalhost",
    "http://locaſhost",
    "https://dbs.exam\u00adple.com",
    "https://dbs。example.com",
    "-a.example",
    "a..b",
    "::1",
    "",
  ];
  for (const endpoint of refused) {
    it(`refuses the endpoint ${JSON.stringify(endpoint)}`, () => {
      const error = refusal({ region: "cn-hangzhou", endpoint, source: "environment variable DBS_ENDPOINT" });
      assert.match(error.message, /^\[arguments\] environment variable DBS_ENDPOINT is "/);
      assert.match(error.message, /allowed are "host", "host:port"/);
      assert.equal(error.issues?.[0]?.property, "endpoint");
      assert.doesNotMatch(error.message, /\p{Cc}/u);
    });
  }

  it("names the value without its user and its query", () => {
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
