import { type InvokeRequest, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { Caller } from "../../connection/caller";
import { DbsError } from "../../core/errors";
import { omitNothing } from "../../core/omitNothing";
import { markSecret } from "../../core/pulumiMarks";
import { cleanText, LONGEST_WORD } from "../../core/text/cleanText";
import type { Properties } from "../../lifecycle/properties";
import { keepSecrets, SECRET_INPUTS, secretTexts } from "../../lifecycle/secretInputs";
import { splitUnknowns } from "../../lifecycle/splitUnknowns";
import type { PluginSession } from "../pluginSession";
import { readProperties } from "../values/readProperties";
import { writeProperties } from "../values/writeProperties";

interface PluginFunction {
  run(args: Properties, caller: Caller, signal: AbortSignal): Promise<object>;
  /** Results that are secret. */
  secrets: readonly string[];
  /** Returns the result in a preview, if it is another one. An invoke can't return unknown values. */
  preview?(args: Properties): object;
}

const FUNCTIONS: Readonly<Record<string, PluginFunction>> = {
  "alicloud-dbs:index:getDownloadTasks": {
    async run(args, caller, signal) {
      const { listTasks, taskListResult } = await import("../../operations/listTasks");
      return taskListResult(await listTasks(args, caller, signal));
    },
    secrets: [],
  },
  "alicloud-dbs:index:getDownloadUrl": {
    async run(args, caller, signal) {
      const { readDownloadUrl } = await import("../../operations/readDownloadUrl");
      return await readDownloadUrl(args, caller, signal);
    },
    secrets: ["publicUrl", "privateUrl"],
    preview: ({ taskId, regionCode, instanceName }) => ({ taskId, regionCode, instanceName, expired: false }),
  },
  "alicloud-dbs:index:getDownloadSupport": {
    async run(args, caller, signal) {
      const { readDownloadSupport } = await import("../../operations/readDownloadSupport");
      return await readDownloadSupport(args, caller, signal);
    },
    secrets: [],
  },
};

/** Calls a function. In a preview, `getDownloadUrl` sends nothing and returns no links. */
export async function invoke(request: InvokeRequest, session: PluginSession): Promise<InvokeResponse> {
  const token = request.getTok();
  const called = Object.hasOwn(FUNCTIONS, token) ? FUNCTIONS[token] : undefined;
  if (called === undefined) {
    const names = Object.keys(FUNCTIONS).join(", ");
    throw new DbsError("arguments", `alicloud-dbs has no function ${cleanText(token, LONGEST_WORD)}; it has ${names}`);
  }
  const { plain } = readProperties(request.getArgs());
  session.hide(secretTexts(plain));
  const { unknown } = splitUnknowns(plain);
  if (unknown.length > 0) {
    throw new DbsError("arguments", `${token}: ${unknown.join(", ")} must be known when the function is called`);
  }
  return await keepSecrets(plain, async () => {
    const { [SECRET_INPUTS]: _secret, ...args } = omitNothing(plain);
    const { preview } = called;
    const result: Properties = {
      ...(request.getPreview() && preview !== undefined
        ? preview(args)
        : await called.run(args, await session.caller(), session.signal)),
    };
    const secret = called.secrets.filter((name) => result[name] !== undefined);
    const marked = Object.fromEntries(secret.map((name) => [name, markSecret(result[name])]));
    return new InvokeResponse().setReturn(writeProperties({ ...result, ...marked }));
  });
}
