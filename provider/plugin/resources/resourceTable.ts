import { DbsError } from "../../core/errors";
import { cleanText, LONGEST_WORD } from "../../core/text/cleanText";
import { downloadTask } from "./downloadTask";
import { gate } from "./gate";
import type { PluginResource } from "./pluginResource";

const RESOURCES: Readonly<Record<string, PluginResource>> = {
  "alicloud-dbs:index:DownloadTasksGate": gate,
  "alicloud-dbs:index:DownloadTask": downloadTask,
};

/** Matches the types of the resources that Pulumi's dynamic host serves. */
const DYNAMIC = /^pulumi-nodejs:dynamic\/alicloud-dbs:(\w+)$/;

/** A resource that the engine names, and its class. */
export interface NamedResource {
  urn: string;
  name: string;
  resource: PluginResource;
}

/**
 * Reads the name and the class of a resource from its URN, which is `urn:pulumi:stack::project::types::name`. The types
 * are those of its parents and its own, separated by `$`.
 * @throws DbsError of kind `arguments` if it is of no class of this plugin
 */
export function resourceOf(urn: string): NamedResource {
  const [, , types = "", ...rest] = urn.split("::");
  const type = types.slice(types.lastIndexOf("$") + 1);
  const name = rest.join("::");
  const resource = Object.hasOwn(RESOURCES, type) ? RESOURCES[type] : undefined;
  if (resource === undefined) throw new DbsError("arguments", reasonFor(type, name));
  return { urn, name, resource };
}

function reasonFor(type: string, name: string): string {
  const dynamic = DYNAMIC.exec(type)?.[1];
  return dynamic === undefined
    ? `alicloud-dbs has no resource ${cleanText(type, LONGEST_WORD)}; it has ${Object.keys(RESOURCES).join(" and ")}`
    : `${name}: this ${dynamic} got its provider after it was made. Give the provider to the ${dynamic} or to its ` +
        "component; a transform can't set it";
}
