import { type UpdateRequest, UpdateResponse } from "@pulumi/pulumi/proto/provider_pb";
import { withSecretOutputs } from "../../lifecycle/secretInputs";
import { updateRecord } from "../../lifecycle/updateRecord";
import { resourceOf } from "../resources/resourceTable";
import { readProperties } from "../values/readProperties";
import { writeProperties } from "../values/writeProperties";

/** Returns the record with the new inputs. Its outputs are carried over, in a preview as well. */
export function update(request: UpdateRequest): UpdateResponse {
  const { recorded } = resourceOf(request.getUrn()).resource;
  const { marked, plain } = readProperties(request.getNews());
  const { outs } = updateRecord(recorded, readProperties(request.getOlds()).marked, marked);
  return new UpdateResponse().setProperties(writeProperties(withSecretOutputs(outs, plain, recorded.repeating)));
}
