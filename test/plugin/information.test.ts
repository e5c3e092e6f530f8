import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { credentials } from "@grpc/grpc-js";
import { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { PACKAGE_VERSION } from "../../provider/core/packageVersion";
import { startServer } from "../../provider/plugin/startServer";
import { closeAfterEach } from "../support/closeAfterEach";
import { type PluginEngine, startPluginEngine, structOf, urnOf } from "../support/plugin/pluginEngine";

describe("the plugin's server", () => {
  const closing = closeAfterEach();
  let engine: PluginEngine;
  beforeEach(async () => {
    engine = await closing(startPluginEngine());
  });

  it("accepts secrets and outputs, but no resources, and supports previews", async () => {
    const { client, call } = engine;
    const hands = await call(client.handshake, new messages.ProviderHandshakeRequest().setEngineAddress("127.0.0.1:1"));
    assert.deepEqual(
      [hands.getAcceptSecrets(), hands.getAcceptOutputs(), hands.getAcceptResources()],
      [true, true, false],
    );
    const configured = await engine.configure({});
    assert.deepEqual(
      [configured.getAcceptsecrets(), configured.getAcceptoutputs(), configured.getSupportspreview()],
      [true, true, true],
    );
  });

  it("tells the version of the package", async () => {
    const info = await engine.call(engine.client.getPluginInfo, new Empty());
    assert.equal(info.getVersion(), PACKAGE_VERSION);
  });

  it("answers an engine that connects as soon as it knows the port", async () => {
    const version = new Promise((resolve, reject) => {
      const connect = (port: number) => {
        const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
        client.getPluginInfo(new Empty(), (error, info) => {
          client.close();
          if (error === null) resolve(info.getVersion());
          else reject(error);
        });
      };
      startServer({}, "provider/plugin", connect).then(({ stop }) => closing({ close: stop }), reject);
    });
    assert.equal(await version, PACKAGE_VERSION);
  });

  it("returns its schema with its version, in the one format that there is", async () => {
    const { client, call } = engine;
    const answer = await call(client.getSchema, new messages.GetSchemaRequest());
    const schema = JSON.parse(readFileSync("provider/plugin/schema.json", "utf8"));
    assert.deepEqual(JSON.parse(answer.getSchema()), { ...schema, version: PACKAGE_VERSION });
    await assert.rejects(
      call(client.getSchema, new messages.GetSchemaRequest().setVersion(1)),
      /version 1 of the schema was asked for, but this plugin has only version 0/,
    );
  });

  it("logs to the engine that attaches to it", async () => {
    await assert.doesNotReject(engine.call(engine.client.attach, new PluginAttach().setAddress("127.0.0.1:1")));
  });

  it("warns once of the same thing in a run of the engine, and again in the next run", async () => {
    // Nobody listens at this port, so no request leaves the machine.
    const offline = { https_proxy: "http://127.0.0.1:9", ALICLOUD_ACCESS_KEY: "key", ALICLOUD_SECRET_KEY: "secret" };
    const engine = await closing(startPluginEngine(offline));
    const list = async (regionCode: string) => {
      const args = structOf({ instanceName: "rm-1", regionCode, maxRetries: 0 });
      const request = new messages.InvokeRequest().setTok("alicloud-dbs:index:getDownloadTasks").setArgs(args);
      await assert.rejects(
        engine.call(engine.client.invoke, request),
        /no connection to the proxy that https_proxy names/,
      );
    };
    /** Lists here and then in another region. The warning of that one comes last, so all others have arrived. */
    const warnings = async (other: string) => {
      await list("cn-warned");
      await list("cn-warned");
      await list(other);
      await engine.logged(new RegExp(other));
      return engine.lines.filter(({ text }) => text.includes("cn-warned")).length;
    };
    assert.equal(await warnings("cn-first"), 1);
    await engine.beginRun();
    assert.equal(await warnings("cn-second"), 2);
  });

  it("leaves out what a provider need not do", async () => {
    await assert.rejects(engine.call(engine.client.parameterize, new messages.ParameterizeRequest()), /UNIMPLEMENTED/);
  });

  it("refuses a resource that it does not have, in every method", async () => {
    const { client, call } = engine;
    const urn = urnOf("x", "Task");
    const sentence =
      /alicloud-dbs has no resource alicloud-dbs:index:Task; it has .*DownloadTasksGate and .*DownloadTask/;
    const properties = structOf({});
    const requests = [
      call(client.check, new messages.CheckRequest().setUrn(urn).setNews(properties)),
      call(client.diff, new messages.DiffRequest().setUrn(urn)),
      call(client.create, new messages.CreateRequest().setUrn(urn)),
      call(client.read, new messages.ReadRequest().setUrn(urn)),
      call(client.update, new messages.UpdateRequest().setUrn(urn)),
      call(client.delete, new messages.DeleteRequest().setUrn(urn)),
    ];
    for (const request of requests) await assert.rejects(request, sentence);
  });

  it("says of a dynamic resource that a transform can't give it a provider", async () => {
    const request = new messages.CheckRequest()
      .setUrn(urnOf("orders", "my:index:Component$pulumi-nodejs:dynamic/alicloud-dbs:DownloadTask"))
      .setNews(structOf({}));
    await assert.rejects(
      engine.call(engine.client.check, request),
      /\[arguments\] orders: .*Give the provider to the DownloadTask or to its component; a transform can't set it/,
    );
  });
});
