import { randomUUID } from "node:crypto";
import { createGate } from "../lifecycle/gate/createGate";
import { GATE_RECORD_FORM, gateRecord, isGateRecord, recordedRequest } from "../lifecycle/gate/gateRecord";
import { gateResource } from "../lifecycle/gate/gateResource";
import { recordProvider } from "./recordProvider";

/*
 * The dynamic provider for gates. This module itself is the provider object that GATE_PROVIDER_TEXT returns to Pulumi's
 * dynamic host. One such object serves all gates of a stack. There is no `delete`, so `pulumi destroy` works without
 * this package.
 */

export const { configure, check, diff, create, read, update } = recordProvider(
  gateResource,
  GATE_RECORD_FORM,
  async (inputs, host) => {
    const { openRecord } = await import("./openRecord");
    return await createGate(inputs, {
      open: (request) =>
        openRecord({
          take: () => host.take(recordedRequest(request)),
          isRecord: isGateRecord,
          what: "a gate's record",
          work: async () => {
            const { awaitTasks } = await import("../operations/awaitTasks");
            return gateRecord(await awaitTasks(request, await host.caller()), Date.now());
          },
        }),
      newId: randomUUID,
    });
  },
);
