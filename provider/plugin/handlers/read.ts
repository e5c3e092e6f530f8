import { type ReadRequest, ReadResponse } from "@pulumi/pulumi/proto/provider_pb";
import { readRecord } from "../../lifecycle/readRecord";
import type { PluginSession } from "../pluginSession";
import { resourceOf } from "../resources/resourceTable";
import { readProperties } from "../values/readProperties";
import { writeProperties } from "../values/writeProperties";

/** Returns the record of a resource. Looks for one that no state holds, which is an import. */
export async function read(request: ReadRequest, session: PluginSession): Promise<ReadResponse> {
  const { resource } = resourceOf(request.getUrn());
  const { marked } = readProperties(request.getProperties());
  if (resource.recorded.outputs.every((name) => marked[name] === undefined)) {
    const { id, inputs, outs } = await resource.import(request.getId(), await session.caller(), session.signal);
    return new ReadResponse().setId(id).setInputs(writeProperties(inputs)).setProperties(writeProperties(outs));
  }
  const { id, props } = readRecord(request.getId(), marked);
  const { marked: inputs } = readProperties(request.getInputs());
  return new ReadResponse().setId(id).setInputs(writeProperties(inputs)).setProperties(writeProperties(props));
}
