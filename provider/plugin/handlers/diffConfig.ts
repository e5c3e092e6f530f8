import { isDeepStrictEqual } from "node:util";
import { type DiffRequest, DiffResponse } from "@pulumi/pulumi/proto/provider_pb";
import { SECRET_INPUTS } from "../../lifecycle/secretInputs";
import { readProperties } from "../values/readProperties";

/**
 * Names the provider's arguments that changed. Never asks for a replacement, whatever changed: the engine would replace
 * every resource of the provider, and a new `DownloadTask` is charged.
 */
export function diffConfig(request: DiffRequest): DiffResponse {
  const { plain: olds } = readProperties(request.getOldInputs() ?? request.getOlds());
  const { plain: news } = readProperties(request.getNews());
  const names = [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter((name) => name !== SECRET_INPUTS);
  const changed = names.filter((name) => !isDeepStrictEqual(olds[name], news[name]));
  const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
  return new DiffResponse().setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE).setDiffsList(changed);
}
