import type { DeleteRequest } from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { pluginRow } from "../engine/pluginRow";
import type { PluginSession } from "../pluginSession";
import { resourceOf } from "../resources/resourceTable";

/** Forgets a resource, and says so where that matters. The service is not asked. */
export async function deleteResource(request: DeleteRequest, session: PluginSession): Promise<Empty> {
  const { resource, ...owner } = resourceOf(request.getUrn());
  const farewell = resource.farewell?.(request.getId());
  if (farewell !== undefined) {
    pluginRow(session.log, owner, []).info(farewell);
    await session.log.flushed();
  }
  return new Empty();
}
