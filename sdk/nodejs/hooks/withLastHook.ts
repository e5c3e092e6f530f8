import * as pulumi from "@pulumi/pulumi";
import { underMocks } from "../underMocks";
import type { HookedClass } from "./hookedClass";
import { resourceHook } from "./resourceHook";

/**
 * Returns a copy of `opts` in which the hook of the class follows the user's own hooks. `opts` itself stays unchanged,
 * because it may be used for other resources too.
 */
export function withLastHook(of: HookedClass, opts: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
  // In an SDK without resource hooks, every monitor looks like a mock. Its users must get the error from resourceHook
  // instead.
  if (typeof pulumi.ResourceHook === "function" && underMocks()) {
    return opts;
  }
  const { hooks } = opts;
  return { ...opts, hooks: { ...hooks, beforeCreate: [...(hooks?.beforeCreate ?? []), resourceHook(of)] } };
}
