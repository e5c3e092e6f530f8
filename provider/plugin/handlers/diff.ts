import { type DiffRequest, DiffResponse } from "@pulumi/pulumi/proto/provider_pb";
import { diffInputs } from "../../lifecycle/diffInputs";
import { resourceOf } from "../resources/resourceTable";
import { readProperties } from "../values/readProperties";

/** Names the inputs that changed and that replace a resource. Any other change is no change; see `diffInputs`. */
export async function diff(request: DiffRequest): Promise<DiffResponse> {
  const { resource } = resourceOf(request.getUrn());
  const { plain: olds } = readProperties(request.getOldInputs() ?? request.getOlds());
  const { plain: news } = readProperties(request.getNews());
  const { changes, replaces } = await diffInputs(resource.recorded, olds, news);
  const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
  return new DiffResponse()
    .setChanges(changes ? DIFF_SOME : DIFF_NONE)
    .setReplacesList(replaces)
    .setDiffsList(replaces);
}
