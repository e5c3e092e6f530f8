import type * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import * as dbs from "pulumi-alicloud-dbs";
import { ensurePulumiCli } from "./cli/pulumiCli";
import { Marker } from "./marker";
import { TemporaryStack } from "./temporaryStack";

/** Secret key of the tests. Like `KEY_ID`, it must not appear in any state, output or error. */
export const SECRET = "S3cr3tOfTheEngineTests";
/** Access key id of the tests. */
export const KEY_ID = "LTAIengineTests";

/** Makes a program with one gate, and a marker that is created after the gate has opened. */
export function gateProgram(args: dbs.DownloadTasksGateArgs, opts?: pulumi.CustomResourceOptions): PulumiFn {
  return async () => {
    const gate = new dbs.DownloadTasksGate(
      "gate",
      { instanceName: "rm-1", pollInterval: "200ms", timeout: "10m", ...args },
      opts,
    );
    const marker = new Marker("marker", { gateId: gate.id });
    return { summary: gate.summary, createdAt: marker.createdAt };
  };
}

/** Makes a stack whose gates call the service at this URL with `KEY_ID` and `SECRET`. */
export async function gateStack(url: string, program: PulumiFn, directory?: string): Promise<TemporaryStack> {
  return await TemporaryStack.create({
    cli: await ensurePulumiCli({ environment: process.env, report: console.log }),
    program,
    ...(directory === undefined ? {} : { directory }),
    config: {
      "alicloud-dbs:endpoint": { value: url },
      "alicloud-dbs:region": { value: "cn-hangzhou" },
      // The id is secret too, because the engine writes plain configuration into the state of the default provider of
      // dynamic resources.
      "alicloud-dbs:accessKey": { value: KEY_ID, secret: true },
      "alicloud-dbs:secretKey": { value: SECRET, secret: true },
    },
  });
}
