import type { Setting } from "../../core/setting";
import { type ConfigReader, stackSetting } from "./settings";

/**
 * Reads one product's endpoint from the existing provider's `alicloud:endpoints`, a list with one object: `[{"dbs":
 * "host"}]`. A value that is not JSON is returned unchanged, so that it is later rejected as an endpoint.
 */
export function productEndpoint(stack: ConfigReader | undefined, product: "dbs" | "sts"): Setting | undefined {
  const all = stackSetting(stack, "alicloud:endpoints");
  if (all === undefined) {
    return undefined;
  }
  try {
    const parsed: unknown = JSON.parse(all.value);
    for (const entry of Array.isArray(parsed) ? parsed : [parsed]) {
      const value: unknown = (entry as Record<string, unknown> | null)?.[product];
      const text = typeof value === "string" ? value.trim() : "";
      if (text !== "") {
        return { value: text, source: `stack config alicloud:endpoints, ${product}` };
      }
    }
    return undefined;
  } catch {
    return all;
  }
}
