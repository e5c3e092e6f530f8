import { type DiffRequest, DiffResponse } from "@pulumi/pulumi/proto/provider_pb";
import { diffInputs } from "../../lifecycle/diffInputs";
import { resourceOf } from "../resources/resourceTable";
import { readProperties } from "../values/readProperties";

/**
 * Names the inputs that changed, so that the options `ignoreChanges` and `replaceOnChanges` find them. An input that does
 * not replace the resource updates it in place, which sends nothing and keeps every output known.
 */
export async function diff(request: DiffRequest): Promise<DiffResponse> {
  const { resource } = resourceOf(request.getUrn());
  const { plain: olds } = readProperties(request.getOldInputs() ?? request.getOlds());
  const { plain: news } = readProperties(request.getNews());
  const { replaces, others } = await diffInputs(resource.recorded, olds, news);
  const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
  const changed = [...replaces, ...others];
  return new DiffResponse()
    .setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE)
    .setReplacesList(replaces)
    .setDiffsList(changed);
}
