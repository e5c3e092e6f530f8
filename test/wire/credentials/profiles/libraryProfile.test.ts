import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DbsError } from "../../../../provider/core/errors";
import { answerCredentials, type CredentialAnswer, session } from "../../../support/wire/answerCredentials";
import { configuredCredentials } from "../../../support/wire/configuredCredentials";

const MINUTE = 60_000;

/** Makes a clock that the test sets, because a helper and a module take real time to run and to load. */
function createStillClock() {
  let now = Date.now();
  return {
    now: () => now,
    wallTime: () => now,
    later: () => {},
    advance: (ms: number) => {
      now += ms;
    },
    sleep: (_ms: number, signal?: AbortSignal): Promise<void> =>
      new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason))),
  };
}

/**
 * Tests profiles of the modes that the credentials library carries out. It looks for its file in the process's own home
 * directory, and it reads the system's clock for the tokens in the file.
 */
describe("a profile of a mode that the credentials library carries out", () => {
  const { HOME } = process.env;
  let home = "";
  let file = "";
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "dbs-home-"));
    file = join(home, ".aliyun", "config.json");
    mkdirSync(join(home, ".aliyun"));
    process.env.HOME = home;
  });
  afterEach(() => {
    process.env.HOME = HOME;
    rmSync(home, { recursive: true });
  });

  const write = (...profiles: object[]) => writeFileSync(file, JSON.stringify({ current: "p", profiles }));
  const later = (minutes: number) => Math.floor(Date.now() / 1000) + minutes * 60;
  const hourFrom = (now: number) => new Date(now + 60 * MINUTE).toISOString();

  /** Writes a helper that gives sessions of an hour and notes each of its runs. */
  function helper(expiration: string) {
    const runs = join(home, "runs");
    writeFileSync(runs, "");
    const answer = { mode: "StsToken", access_key_id: "k", access_key_secret: "s", sts_token: "t", expiration };
    const script = join(home, "login.js");
    writeFileSync(
      script,
      `require("fs").appendFileSync(${JSON.stringify(runs)}, "x"); console.log(${JSON.stringify(JSON.stringify(answer))})`,
    );
    return { process_command: `"${process.execPath}" "${script}"`, runs: () => readFileSync(runs, "utf8").length };
  }

  const cloudSso = (token = "hush-access") => ({
    name: "p",
    mode: "CloudSSO",
    cloud_sso_sign_in_url: "https://signin.example/start",
    cloud_sso_account_id: "1",
    cloud_sso_access_config: "c",
    access_token: token,
    cloud_sso_access_token_expire: later(600),
  });
  const oauth = () => ({
    name: "p",
    mode: "OAuth",
    oauth_site_type: "CN",
    oauth_refresh_token: "hush-refresh-0",
    oauth_access_token: "hush-access-0",
    oauth_access_token_expire: later(-1),
  });

  /** Stands in for the login services of CloudSSO and OAuth. Each token can be refreshed only once. */
  function loginService(now: () => number, outage: () => CredentialAnswer | undefined = () => undefined) {
    const paths: string[] = [];
    let tokens = 0;
    const service = answerCredentials((request) => {
      const { pathname } = new URL(request.toRequestURL());
      paths.push(pathname);
      const away = outage();
      if (away !== undefined) return away;
      const { AccessKeyId, AccessKeySecret, SecurityToken, Expiration } = session(`${paths.length}`, hourFrom(now()));
      if (pathname === "/cloud-credentials") {
        return { body: { CloudCredential: { AccessKeyId, AccessKeySecret, SecurityToken, Expiration } } };
      }
      if (pathname === "/v1/token") {
        if (request.bodyForm?.refresh_token !== `hush-refresh-${tokens}`)
          return { status: 400, body: { Code: "used" } };
        tokens += 1;
        const [refresh, access] = [`hush-refresh-${tokens}`, `hush-access-${tokens}`];
        return { body: { access_token: access, refresh_token: refresh, expires_in: 36_000 } };
      }
      const [accessKeyId, accessKeySecret, securityToken] = [AccessKeyId, AccessKeySecret, SecurityToken];
      return { body: { accessKeyId, accessKeySecret, securityToken, expiration: Expiration } };
    });
    return { ...service, paths };
  }

  it("runs the helper of an External profile once in 45 minutes for a session of an hour", async () => {
    const clock = createStillClock();
    const { process_command, runs } = helper(hourFrom(clock.now()));
    write({ name: "p", mode: "External", process_command });
    const credentials = configuredCredentials({ "alicloud:profile": "p" }, { HOME: home }, undefined, clock);
    for (let minute = 0; minute < 45; minute += 1) {
      assert.equal((await credentials.resolve()).securityToken, "t");
      clock.advance(MINUTE);
    }
    assert.equal(runs(), 1);
    await credentials.resolve();
    assert.equal(runs(), 2);
  });

  for (const [mode, profile, first, next] of [
    ["CloudSSO", cloudSso, ["/cloud-credentials"], ["/cloud-credentials"]],
    ["OAuth", oauth, ["/v1/token", "/v1/exchange"], ["/v1/exchange"]],
  ] as const) {
    it(`asks for a session of a ${mode} profile once in 45 minutes`, async () => {
      const clock = createStillClock();
      write(profile());
      const { send, paths } = loginService(clock.now);
      const credentials = configuredCredentials({ "alicloud:profile": "p" }, { HOME: home }, send, clock);
      for (let minute = 0; minute < 45; minute += 1) {
        await credentials.resolve();
        clock.advance(MINUTE);
      }
      assert.deepEqual(paths, first);
      await credentials.resolve();
      assert.deepEqual(paths, [...first, ...next]);
    });

    it(`takes an outage of the login service of a ${mode} profile for one, and shows no token`, async () => {
      write(profile());
      let away = true;
      const { send } = loginService(Date.now, () =>
        away ? { status: 503, body: "busy with hush-access" } : undefined,
      );
      const credentials = configuredCredentials({ "alicloud:profile": "p" }, { HOME: home }, send);
      await assert.rejects(credentials.resolve(), (error: DbsError) => {
        assert.equal(error.kind, "unavailable");
        assert.match(error.message, /^\[unavailable\] profile "p" in ~\/\.aliyun\/config\.json: .* \(HTTP 503\)$/);
        assert.doesNotMatch(error.message, /hush/);
        return true;
      });
      away = false;
      assert.match((await credentials.resolve()).accessKeyId, /^STS\./);
    });
  }

  it("keeps the tokens of an OAuth profile where they can't be written to the file", async () => {
    const profile = oauth();
    write(profile);
    const { send, paths } = loginService(Date.now);
    const credentials = configuredCredentials({ "alicloud:profile": "p" }, { HOME: home }, send);
    const first = await credentials.resolve();
    assert.match(readFileSync(file, "utf8"), /hush-refresh-1/);
    write(profile);
    credentials.renew(first);
    await credentials.resolve();
    assert.deepEqual(paths, ["/v1/token", "/v1/exchange", "/v1/exchange"]);
  });

  it("uses a new login as soon as the file has it", async () => {
    write(cloudSso("hush-old"));
    const { send, requests } = loginService(Date.now);
    const credentials = configuredCredentials({ "alicloud:profile": "p" }, { HOME: home }, send);
    credentials.renew(await credentials.resolve());
    write(cloudSso("hush-new"));
    await credentials.resolve();
    assert.deepEqual(
      requests.map(({ headers }) => headers.Authorization),
      ["Bearer hush-old", "Bearer hush-new"],
    );
  });

  it("lets two identities use one login in turn", async () => {
    write(oauth());
    const { send, paths } = loginService(Date.now);
    const settings = [{ "alicloud:profile": "p" }, { "alicloud-dbs:profile": "p" }];
    await Promise.all(settings.map((stack) => configuredCredentials(stack, { HOME: home }, send).resolve()));
    assert.deepEqual(paths, ["/v1/token", "/v1/exchange", "/v1/exchange"]);
  });
});
