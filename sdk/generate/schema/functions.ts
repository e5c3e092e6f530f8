import { type DocumentedProperty, documentedProperties } from "./documentation";
import { withExample } from "./examples";
import { type PropertySpec, schemaProperties } from "./property";
import { selectionArguments } from "./selection";
import { token } from "./token";

const LIST = `Reads the download tasks of a database instance. Without \`currentPage\`, all pages together form one exact snapshot, which contains every task that matched during the whole read exactly once. A list is exact, or the read fails.

The identity needs the RAM permission \`dbs:DescribeDownloadTask\`.`;

const URL = `Gets the links to the files of a finished export of type URL.

**A link is a key.** Whoever has one can read the files until it expires, without any other authentication. Keep it out of logs and out of the inputs and outputs of resources. Each call returns other links, so a resource that has one as an input changes at every update. Call this where the files are loaded.

The files of an export of type URL exist for three days. An expired task is not an error: the result then has \`expired: true\` and no links. That needs \`instanceName\`, because it takes a look at the list of the instance. A task that is not finished is an error of kind \`conflict\`.

The identity needs the RAM permission \`dbs:DescribeDownloadBackupSetStorageInfo\`.`;

const SUPPORT = `Asks whether the backup sets of a database instance can be exported. The service answers yes or no, without a reason.

The identity needs the RAM permission \`dbs:DescribeDownloadSupport\`.`;

/** Outputs that hold a link. */
const SECRET_OUTPUTS = ["publicUrl", "privateUrl"];

interface Word {
  description: string;
  example: string;
  arguments: Record<string, DocumentedProperty>;
  required: string[];
  /** What the result holds besides the arguments, or in another form. */
  results: Record<string, DocumentedProperty>;
  /** The arguments that the result repeats. */
  repeated: string[];
}

function func(name: string, word: Word) {
  const repeated = Object.fromEntries(
    word.repeated.map((each) => {
      const argument = word.arguments[each];
      const result = word.results[each];
      if (argument === undefined) throw new Error(`${name} has no argument ${each}`);
      return [each, { ...argument, ...result, text: result?.text || argument.text }];
    }),
  );
  const results = { ...word.results, ...repeated };
  const properties: Record<string, PropertySpec> = schemaProperties(results, "output");
  for (const secret of SECRET_OUTPUTS) if (properties[secret] !== undefined) properties[secret].secret = true;
  return {
    description: withExample(word.description, name, word.example),
    inputs: {
      description: `Arguments of ${name}.`,
      properties: schemaProperties(word.arguments, "input"),
      ...(word.required.length > 0 && { required: word.required }),
    },
    outputs: {
      description: `Result of ${name}.`,
      properties,
      required: Object.keys(results).filter((each) => results[each]?.optional === false),
    },
  };
}

/** Returns the functions of the schema. */
export function functions() {
  const links = {
    ...documentedProperties("provider/core/downloadUrl.ts", "DownloadLinks"),
    ...documentedProperties("provider/core/downloadUrl.ts", "DownloadUrl"),
  };
  const place = documentedProperties("sdk/nodejs/inputs/placeArgs.ts", "PlaceArgs");
  const supportArguments = {
    ...documentedProperties("sdk/nodejs/getDownloadSupport.ts", "GetDownloadSupportArgs"),
    ...place,
  };
  return {
    [token("getDownloadSupport")]: func("getDownloadSupport", {
      description: SUPPORT,
      example: "Ask before an export",
      arguments: supportArguments,
      required: ["instanceName"],
      results: {
        ...documentedProperties("provider/core/downloadSupport.ts", "DownloadSupport"),
        ...documentedProperties("provider/core/downloadSupport.ts", "SupportRequest"),
      },
      repeated: ["instanceName", "regionCode", "clusterName"],
    }),
    [token("getDownloadTasks")]: func("getDownloadTasks", {
      description: LIST,
      example: "List the finished exports",
      arguments: {
        ...selectionArguments(),
        ...documentedProperties("sdk/nodejs/getDownloadTasks.ts", "GetDownloadTasksArgs"),
      },
      required: [],
      results: documentedProperties("sdk/nodejs/getDownloadTasks.ts", "GetDownloadTasksResult"),
      repeated: [...Object.keys(selectionArguments()), "state", "orderColumn", "orderDirect", "currentPage"],
    }),
    [token("getDownloadUrl")]: func("getDownloadUrl", {
      description: URL,
      example: "Get the link to an export",
      arguments: { ...documentedProperties("sdk/nodejs/getDownloadUrl.ts", "GetDownloadUrlArgs"), ...place },
      required: ["taskId"],
      results: links,
      repeated: ["taskId", "instanceName", "regionCode"],
    }),
  };
}
