import { type CreateRequest, CreateResponse } from "@pulumi/pulumi/proto/provider_pb";
import { previewConnections } from "../../connection/previewConnections";
import { withRegion } from "../../connection/withRegion";
import { UNKNOWN } from "../../core/pulumiMarks";
import { hidingLook } from "../../lifecycle/hidingLook";
import { namedText } from "../../lifecycle/namedText";
import type { Properties } from "../../lifecycle/properties";
import { secretTexts, withSecretOutputs } from "../../lifecycle/secretInputs";
import { splitUnknowns } from "../../lifecycle/splitUnknowns";
import { PREVIEW_TIMEOUT, tellPreview } from "../../lifecycle/tellPreview";
import { pluginRow } from "../engine/pluginRow";
import type { PluginSession } from "../pluginSession";
import { type NamedResource, resourceOf } from "../resources/resourceTable";
import { type ReadProperties, readProperties } from "../values/readProperties";
import { writeProperties } from "../values/writeProperties";

/** Creates a resource; in a preview, says in its row what an `up` would do. */
export async function create(request: CreateRequest, session: PluginSession): Promise<CreateResponse> {
  const named = resourceOf(request.getUrn());
  const given = readProperties(request.getProperties());
  session.hide(secretTexts(given.plain));
  try {
    return request.getPreview()
      ? await previewed(named, given, session)
      : await created(named, given, request.getTimeout(), session);
  } finally {
    await session.log.flushed();
  }
}

async function created(
  { resource, ...owner }: NamedResource,
  { marked, plain }: ReadProperties,
  timeout: number,
  session: PluginSession,
): Promise<CreateResponse> {
  const secrets = secretTexts(plain);
  try {
    const caller = await session.caller();
    const inputs = await withRegion(plain, caller.defaultRegion);
    const row = pluginRow(session.log, owner, secrets);
    const { signal } = session;
    const { id, outs } = await resource.create(inputs, { row, caller, signal, ...(timeout > 0 && { timeout }) });
    const outputs = Object.fromEntries(resource.recorded.outputs.map((name) => [name, outs[name]]));
    const record = withSecretOutputs({ ...marked, ...outputs }, plain, resource.recorded.repeating);
    return new CreateResponse().setId(id).setProperties(writeProperties(record));
  } catch (error) {
    // Throw a new error, because resources that share a call also share its error. The engine shows only the message.
    // `cause` keeps the frames for the debug log.
    throw new Error(namedText(owner.name, (error as Error).message, secrets), { cause: error });
  }
}

async function previewed(
  { resource, ...owner }: NamedResource,
  { marked, plain }: ReadProperties,
  session: PluginSession,
): Promise<CreateResponse> {
  const secrets = secretTexts(plain);
  const { known, unknown } = splitUnknowns(plain);
  const { signal, previews } = session;
  const look = async () => {
    const caller = await session.caller();
    const inputs = await withRegion(known as Properties, caller.defaultRegion);
    const limits = { since: Number.NEGATIVE_INFINITY, remaining: PREVIEW_TIMEOUT, signal };
    return await resource.preview(inputs, previewConnections(caller, previews.looks), limits);
  };
  const row = pluginRow(session.log, owner, secrets);
  const warnings = resource.advise?.(known) ?? [];
  await tellPreview({ known, unknown, warnings }, row, hidingLook(look, secrets, signal), previews);
  const outputs = Object.fromEntries(resource.recorded.outputs.map((name) => [name, UNKNOWN]));
  const record = withSecretOutputs({ ...marked, ...outputs }, plain, resource.recorded.repeating);
  return new CreateResponse().setProperties(writeProperties(record));
}
