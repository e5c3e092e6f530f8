import { randomUUID } from "node:crypto";
import { DbsError } from "../../core/errors";
import { omitNothing } from "../../core/omitNothing";
import { createGate } from "../../lifecycle/gate/createGate";
import { gatePreview } from "../../lifecycle/gate/gatePreview";
import { gateRecord } from "../../lifecycle/gate/gateRecord";
import { gateResource } from "../../lifecycle/gate/gateResource";
import { NEVER_READ } from "../../lifecycle/gate/neverRead";
import { tellWait } from "../../lifecycle/gate/tellWait";
import { systemClock } from "../../wire/systemClock";
import type { PluginResource } from "./pluginResource";

/** `alicloud-dbs:index:DownloadTasksGate`. */
export const gate: PluginResource = {
  recorded: gateResource,

  /** Waits until the gate can open. The input `timeout` comes before `customTimeouts.create`. */
  async create(inputs, { row, caller, signal, timeout }) {
    const { awaitTasks } = await import("../../operations/awaitTasks");
    return await createGate(
      { ...(timeout === undefined ? {} : { timeout }), ...omitNothing(inputs) },
      {
        open: async (request) => {
          const verdict = await tellWait(row, request.timeout, systemClock, (onProgress) =>
            awaitTasks(request, caller, { signal, onProgress, onWarning: row.warning }),
          );
          return gateRecord(verdict, systemClock.wallTime());
        },
        newId: randomUUID,
      },
    );
  },

  async preview(inputs, connect, limits) {
    const { lookOnce } = await import("../../operations/look");
    return await gatePreview(inputs, (request) => lookOnce(request, connect(request.selection), limits));
  },

  import() {
    throw new DbsError("arguments", `a DownloadTasksGate can't be read or imported, ${NEVER_READ}`);
  },
};
