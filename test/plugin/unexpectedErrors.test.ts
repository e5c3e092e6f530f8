import assert from "node:assert/strict";
import type { ServiceError } from "@grpc/grpc-js";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { DbsError } from "../../provider/core/errors";
import { markSecret } from "../../provider/core/pulumiMarks";
import type { LogLine } from "../../provider/plugin/engine/engineLog";
import { pluginService } from "../../provider/plugin/pluginService";
import { PluginSession } from "../../provider/plugin/pluginSession";
import { structOf, urnOf } from "../support/plugin/pluginEngine";

const create = new messages.CreateRequest()
  .setUrn(urnOf("gate", "DownloadTasksGate"))
  .setProperties(structOf({ instanceName: markSecret("rm-hidden"), regionCode: "cn-hangzhou", timeout: "1h" }));
const invoke = new messages.InvokeRequest()
  .setTok("alicloud-dbs:index:getDownloadTasks")
  .setArgs(structOf({ instanceName: "rm-1" }));

/**
 * Calls a method of a plugin that can't make a caller. The plugin knows `rm-hidden` as a secret input of some resource.
 * @returns the message that the engine gets, and what was logged
 */
async function answer(
  method: string,
  request: object,
  caller: () => never,
  prepare: (session: PluginSession) => void = () => {},
): Promise<[string, LogLine[]]> {
  const lines: LogLine[] = [];
  const session = Object.assign(new PluginSession({}), { caller });
  session.hide(["rm-hidden"]);
  session.log.write = (line) => void lines.push(line);
  prepare(session);
  const service = pluginService(session, "provider/plugin") as Record<string, (...given: unknown[]) => void>;
  const { details } = await new Promise<ServiceError>((resolve) => service[method]?.({ request }, resolve));
  return [details, lines];
}

describe("an error of a method of the plugin", () => {
  function brokenCaller(): never {
    throw new TypeError("rm-hidden is not a function");
  }

  it("is logged for debugging with its frames and without secret inputs of others, if it is unexpected", async () => {
    const [details, [line]] = await answer("invoke", invoke, brokenCaller);
    assert.equal(details, "rm-hidden is not a function");
    assert.equal(line?.severity, "debug");
    assert.match(line.text, /^\[secret\] is not a function\nTypeError\n +at .*brokenCaller .*\n +at /);
  });

  it("is logged without the secret inputs of its resource, and with the frames of its cause", async () => {
    const [details, [line]] = await answer("create", create, brokenCaller);
    assert.equal(details, "gate: [secret] is not a function");
    assert.match(
      line?.text ?? "",
      /^gate: \[secret\] is not a function\nError\n +at created .*\nTypeError\n +at \S*brokenCaller /s,
    );
    assert.doesNotMatch(line?.text ?? "", /rm-hidden/);
  });

  it("answers the engine if it is no Error, and if the log fails", async () => {
    const nothing = () => {
      throw null;
    };
    assert.deepEqual(await answer("invoke", invoke, nothing), ["null", []]);
    const failing = (session: PluginSession) => {
      session.log.flushed = () => Promise.reject(new Error("gone"));
    };
    const [details, lines] = await answer("invoke", invoke, brokenCaller, failing);
    assert.deepEqual([details, lines.length], ["rm-hidden is not a function", 1]);
  });

  it("is not logged if it is a DbsError, whatever its cause", async () => {
    const failing = () => {
      throw new DbsError("unavailable", "no answer", { cause: new Error("socket hang up") });
    };
    assert.deepEqual(await answer("invoke", invoke, failing), ["[unavailable] no answer", []]);
    assert.deepEqual(await answer("create", create, failing), ["[unavailable] gate: no answer", []]);
  });
});
