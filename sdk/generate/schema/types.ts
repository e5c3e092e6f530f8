import { documentedProperties } from "./documentation";
import { enumTypes } from "./enums";
import { schemaProperties } from "./property";
import { providerTypes } from "./provider";
import { token, typeReference } from "./token";

/** The place that an export is written to. One object for all of its kinds, because several languages have no unions. */
const EXPORT_TARGET = {
  type: "object",
  description: "The place that an export is written to.",
  properties: {
    type: {
      ...typeReference("TargetType"),
      description:
        "`URL`: storage of the service, free of charge, to which `getDownloadUrl` makes links for three days after the end of the export. `OSS`: a bucket of yours, at the bucket's prices. Its storage class must be Standard, and the account needs the role AliyunDBSDefaultRole.",
    },
    bucket: { type: "string", description: "Name of the bucket. Required for `OSS`, and refused for `URL`." },
    path: { type: "string", description: "Folder in the bucket. Default: its root. Refused for `URL`." },
    region: {
      type: "string",
      description: "Region of the bucket, for example `cn-hangzhou`. Default: the instance's. Refused for `URL`.",
    },
  },
  required: ["type"],
};

function documentedType(file: string, name: string, description: string) {
  const properties = documentedProperties(file, name);
  return {
    type: "object",
    description,
    properties: schemaProperties(properties, "output"),
    required: Object.keys(properties).filter((each) => properties[each]?.optional === false),
  };
}

/** Returns the types of the schema, sorted by name. */
export function types() {
  const task = "provider/core/listing/task.ts";
  const all = {
    ...enumTypes(),
    ...providerTypes(),
    [token("ExportTarget")]: EXPORT_TARGET,
    [token("DownloadTaskDetails")]: documentedType(
      task,
      "DownloadTaskDetails",
      "One download task, as the service lists it. A field that the service leaves out is absent.",
    ),
    [token("TaskProgress")]: documentedType(task, "TaskProgress", "Progress of a running task, counted in tables."),
  };
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
}
