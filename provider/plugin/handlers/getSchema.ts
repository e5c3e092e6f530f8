import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type GetSchemaRequest, GetSchemaResponse } from "@pulumi/pulumi/proto/provider_pb";
import { DbsError } from "../../core/errors";
import { PACKAGE_VERSION } from "../../core/packageVersion";

/**
 * Returns the schema, with the version of this release.
 * @param folder - folder that holds `schema.json`
 * @throws DbsError of kind `arguments` for a version of the schema's format that does not exist yet
 */
export function getSchema(request: GetSchemaRequest, folder: string): GetSchemaResponse {
  const version = request.getVersion();
  if (version !== 0) {
    throw new DbsError(
      "arguments",
      `version ${version} of the schema was asked for, but this plugin has only version 0`,
    );
  }
  const schema = JSON.parse(readFileSync(join(folder, "schema.json"), "utf8"));
  return new GetSchemaResponse().setSchema(JSON.stringify({ ...schema, version: PACKAGE_VERSION }));
}
