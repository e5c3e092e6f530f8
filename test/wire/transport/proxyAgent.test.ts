import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTransport } from "../../../provider/wire/transport/transport";
import { closeAfterEach } from "../../support/closeAfterEach";
import { runProgram } from "../../support/runProgram";
import { connectProxy } from "../../support/wire/connectProxy";
import { httpServer, type LocalServer } from "../../support/wire/localServer";
import { selfSignedCertificate } from "../../support/wire/selfSignedCertificate";
import { sendNow } from "../../support/wire/sendNow";
import { wireRequest } from "../../support/wire/wireRequest";

const HOST = "dbs.example.test";

describe("proxyAgent", () => {
  const keep = closeAfterEach();
  const through = (environment: Record<string, string>) => {
    const transport = createTransport(environment);
    void keep(transport);
    return sendNow(transport.send);
  };
  const service = () => keep(httpServer((_, response) => response.end("{}")));

  it("opens a tunnel with CONNECT and the proxy's user and password, and reuses it", async () => {
    const { port, connections } = await service();
    const proxy = await keep(connectProxy(port));
    const send = through({ HTTP_PROXY: `http://us%40er:p%3Ass@${proxy.host}` });
    for (const _ of [1, 2]) {
      assert.equal((await send(wireRequest(HOST), { timeoutMs: 60_000 })).status, 200);
    }
    assert.deepEqual(proxy.targets, [`${HOST}:80`]);
    assert.deepEqual(proxy.authorizations, [`Basic ${Buffer.from("us@er:p:ss").toString("base64")}`]);
    assert.equal(connections.length, 1);
  });

  it("treats a proxy without a scheme as an http proxy", async () => {
    const { port } = await service();
    const proxy = await keep(connectProxy(port));
    await through({ http_proxy: proxy.host })(wireRequest(`${HOST}:8080`), { timeoutMs: 60_000 });
    assert.deepEqual(proxy.targets, [`${HOST}:8080`]);
  });

  it("can use one proxy for http and another for https", async () => {
    const { port } = await service();
    const [plain, secure] = [await keep(connectProxy(port)), await keep(connectProxy(1, 403))];
    const send = through({ HTTP_PROXY: plain.host, HTTPS_PROXY: secure.host });
    assert.equal((await send(wireRequest(HOST), { timeoutMs: 60_000 })).status, 200);
    const refused = send(wireRequest(HOST, { protocol: "https" }), { timeoutMs: 60_000 });
    await assert.rejects(refused, { code: "PROXY_REFUSED" });
    assert.deepEqual([plain.targets, secure.targets], [[`${HOST}:80`], [`${HOST}:443`]]);
  });

  it("bypasses the proxy for a loopback address and for a host in NO_PROXY", async () => {
    const { host } = await service();
    const proxy = await keep(connectProxy(1));
    const send = through({ HTTP_PROXY: proxy.host });
    assert.equal((await send(wireRequest(host), { timeoutMs: 60_000 })).status, 200);
    const excepted = through({ HTTP_PROXY: proxy.host, NO_PROXY: "example.test" });
    await assert.rejects(excepted(wireRequest(HOST), { timeoutMs: 60_000 }), /ENOTFOUND|EAI_AGAIN/);
    assert.deepEqual(proxy.targets, []);
  });

  for (const [status, code] of [
    [403, "PROXY_REFUSED"],
    [407, "PROXY_REFUSED"],
    [429, "PROXY_FAILED"],
    [502, "PROXY_FAILED"],
  ] as const) {
    it(`does not mistake a proxy's ${status} for the service's answer`, async () => {
      const proxy = await keep(connectProxy(1, status));
      const send = through({ HTTP_PROXY: `http://user:password@${proxy.host}` });
      await assert.rejects(send(wireRequest(HOST), { timeoutMs: 60_000 }), {
        code,
        message: `the proxy that HTTP_PROXY names answered ${status} instead of opening a tunnel`,
        unsent: true,
      });
    });
  }

  for (const value of ["socks5://user:password@proxy:1080", "http://user:password@", "http://%"]) {
    it(`refuses the proxy ${value} without showing it`, async () => {
      await assert.rejects(through({ HTTP_PROXY: value })(wireRequest(HOST), { timeoutMs: 60_000 }), {
        code: "PROXY_UNUSABLE",
        unsent: true,
        message: "HTTP_PROXY is not a proxy URL of the form http://[user:password@]host:port",
      });
    });
  }

  it("fails every call if the proxy refuses tunnels, and leaves no call waiting", async () => {
    const proxy = await keep(connectProxy(1, 503));
    const send = through({ HTTP_PROXY: proxy.host });
    const calls = Array.from({ length: 50 }, () => send(wireRequest(HOST), { timeoutMs: 60_000 }));
    const codes = (await Promise.allSettled(calls)).map((each) => each.status === "rejected" && each.reason.code);
    assert.deepEqual(codes, Array(50).fill("PROXY_FAILED"));
  });

  it("opens a tunnel of its own for a request that asks for a fresh connection", async () => {
    const { port, connections } = await service();
    const proxy = await keep(connectProxy(port));
    const send = through({ HTTP_PROXY: proxy.host });
    for (const fresh of [false, true, true, false]) await send(wireRequest(HOST), { timeoutMs: 5000, fresh });
    assert.deepEqual([proxy.targets.length, connections.length], [3, 3]);
  });

  it("opens at most 8 tunnels", async () => {
    const { port, connections } = await service();
    const proxy = await keep(connectProxy(port));
    const send = through({ HTTP_PROXY: proxy.host });
    await Promise.all(Array.from({ length: 100 }, () => send(wireRequest(HOST), { timeoutMs: 60_000 })));
    assert.equal(proxy.targets.length, 8);
    assert.equal(connections.length, 8);
  });

  it("keeps to the deadline if the proxy never answers, and closes the connection to it", async () => {
    const proxy = await keep(connectProxy(1, "silence"));
    await assert.rejects(through({ HTTP_PROXY: proxy.host })(wireRequest(HOST), { timeoutMs: 200 }), {
      code: "TIMEOUT",
    });
    const [connection] = proxy.connections;
    if (connection !== undefined && !connection.closed) {
      await new Promise((resolve) => connection.once("close", resolve));
    }
  });

  it("opens no tunnel for a call that is aborted right after its start", async () => {
    const proxy = await keep(connectProxy(1, "silence"));
    const controller = new AbortController();
    const limits = { timeoutMs: 60_000, signal: controller.signal };
    const sending = through({ HTTP_PROXY: proxy.host })(wireRequest(HOST), limits);
    controller.abort();
    await assert.rejects(sending, { code: "ABORTED" });
    assert.equal(proxy.connections.length, 0);
  });

  it("reads the environment at each call", async () => {
    const { port } = await service();
    const proxy = await keep(connectProxy(port));
    const environment: Record<string, string> = { HTTP_PROXY: "socks5://proxy" };
    const send = through(environment);
    await assert.rejects(send(wireRequest(HOST), { timeoutMs: 60_000 }), { code: "PROXY_UNUSABLE" });
    environment.HTTP_PROXY = proxy.host;
    assert.equal((await send(wireRequest(HOST), { timeoutMs: 60_000 })).status, 200);
  });

  it("reports that a request that failed inside a tunnel may have been sent", async () => {
    const { port } = await keep(httpServer(({ socket }) => socket.destroy()));
    const proxy = await keep(connectProxy(port));
    const failing = through({ HTTP_PROXY: proxy.host })(wireRequest(HOST), { timeoutMs: 60_000 });
    await assert.rejects(failing, { code: "ECONNRESET", unsent: false });
  });

  it("closes a tunnel that was idle for 4 s", async () => {
    const { port, connections } = await service();
    const proxy = await keep(connectProxy(port));
    await through({ HTTP_PROXY: proxy.host })(wireRequest(HOST), { timeoutMs: 60_000 });
    const idleFrom = performance.now();
    await new Promise((resolve) => connections[0]?.once("close", resolve));
    // The service would keep it for a minute, and the test gives up after two.
    const idle = performance.now() - idleFrom;
    assert.ok(idle > 3_500 && idle < 50_000, `${idle} ms`);
  });

  describe("with TLS through the tunnel", () => {
    let service: LocalServer;
    let folder: string;
    let certificate: string;
    before(async () => {
      const pair = selfSignedCertificate(HOST);
      service = await httpServer((_, response) => response.end("{}"), pair);
      folder = await mkdtemp(join(tmpdir(), "proxy-"));
      certificate = join(folder, "authority.pem");
      await writeFile(certificate, pair.cert);
    });
    after(async () => {
      await service.close();
      await rm(folder, { recursive: true });
    });

    const program = `
      const { createTransport } = require("./provider/wire/transport/transport");
      const { sendNow } = require("./test/support/wire/sendNow");
      const send = sendNow(createTransport(process.env).send);
      const request = { method: "POST", protocol: "https", host: "${HOST}", path: "/", headers: {}, query: {} };
      send(request, { timeoutMs: 60_000 }).then(({ status }) => console.log(status), ({ code, unsent }) => console.log(code, unsent));
    `;

    it("trusts NODE_EXTRA_CA_CERTS, prints no warning, and lets the process end", async () => {
      const proxy = await keep(connectProxy(service.port));
      const environment = { HTTPS_PROXY: `http://${proxy.host}`, NODE_EXTRA_CA_CERTS: certificate };
      const { output, code } = await runProgram(program, environment);
      assert.deepEqual([output, code, proxy.targets], ["200\n", 0, [`${HOST}:443`]]);
    });

    it("reports an untrusted certificate", async () => {
      const proxy = await keep(connectProxy(service.port));
      const { output } = await runProgram(program, { HTTPS_PROXY: proxy.host });
      assert.equal(output, "DEPTH_ZERO_SELF_SIGNED_CERT true\n");
    });

    it("lets the process end if the proxy never answers", async () => {
      const proxy = await keep(connectProxy(service.port, "silence"));
      const { output, code } = await runProgram(program.replace("60_000", "100"), { HTTPS_PROXY: proxy.host });
      assert.deepEqual([output, code], ["TIMEOUT true\n", 0]);
    });

    it("loads the proxy library only if a proxy is used", async () => {
      const loaded = `console.log(Object.keys(require.cache).some((file) => file.includes("https-proxy-agent")))`;
      const { output } = await runProgram(`
        const { createTransport } = require("./provider/wire/transport/transport");
        const request = { method: "POST", protocol: "http", host: "127.0.0.1:9", path: "/", headers: {}, query: {} };
        const { sendNow } = require("./test/support/wire/sendNow");
        sendNow(createTransport({ HTTP_PROXY: "x" }).send)(request, { timeoutMs: 1000 }).catch(() => ${loaded});
      `);
      assert.equal(output, "false\n");
    });
  });
});
