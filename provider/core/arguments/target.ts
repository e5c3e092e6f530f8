import type { ExportTarget } from "../exportRequest";
import { omitNothing } from "../omitNothing";
import { isRegionCode } from "../regionCode";
import { showValue } from "../text/showValue";
import { trimSlashes } from "../text/trimSlashes";
import type { Report } from "./parseArguments";
import { TASK_DEFAULTS } from "./taskDefaults";

/** Matches the name of an OSS bucket: 3 to 63 characters, as the rules of OSS say. */
const BUCKET = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;
const MEMBERS = ["type", "bucket", "path", "region"];

/**
 * Reads the argument `target`, and reports each problem under the name of the member that has it.
 * @returns the target. After a problem it is not to be used
 */
export function readTarget(value: unknown, report: Report): ExportTarget {
  const url: ExportTarget = { ...TASK_DEFAULTS.target };
  if (value === undefined) return url;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    report("target", `is ${showValue(value)}, but must be {type: "URL"} or {type: "OSS", bucket, path?, region?}`);
    return url;
  }
  const given: Record<string, unknown> = omitNothing(value as Record<string, unknown>);
  for (const name of Object.keys(given).filter((each) => !MEMBERS.includes(each))) {
    report(`target.${name}`, "is not a known argument; check the spelling");
  }
  const { type, bucket, path, region } = given;
  if (type !== "URL" && type !== "OSS") {
    report("target.type", `is ${type === undefined ? "missing" : showValue(type)}, but must be one of URL, OSS`);
    return url;
  }
  if (type === "URL") {
    for (const name of MEMBERS.slice(1).filter((each) => given[each] !== undefined)) {
      report(`target.${name}`, 'can\'t be combined with the type URL; leave it out, or set target.type to "OSS"');
    }
    return url;
  }
  return {
    type,
    bucket: readBucket(bucket, report),
    ...readPath(path, report),
    ...readRegion(region, report),
  };
}

function readBucket(bucket: unknown, report: Report): string {
  if (bucket === undefined) {
    report("target.bucket", "is missing; an export to OSS needs the name of a bucket");
    return "";
  }
  if (typeof bucket !== "string" || !BUCKET.test(bucket)) {
    report(
      "target.bucket",
      `is ${showValue(bucket)}, but must be the name of a bucket: 3 to 63 lower-case letters, digits and hyphens, ` +
        "with a letter or digit at each end",
    );
    return "";
  }
  return bucket;
}

/** Reads the folder in the bucket. Slashes at its ends are dropped, and an empty path is absent. */
function readPath(path: unknown, report: Report): { path?: string } {
  if (path === undefined) return {};
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to refuse
  if (typeof path !== "string" || /[\u0000-\u001f\u007f]/.test(path)) {
    report("target.path", `is ${showValue(path)}, but must be the path of a folder in the bucket`);
    return {};
  }
  if (path.split("/").includes("..")) {
    report("target.path", `is ${showValue(path)}, but must not contain ".."`);
    return {};
  }
  const trimmed = trimSlashes(path);
  return trimmed === "" ? {} : { path: trimmed };
}

function readRegion(region: unknown, report: Report): { region?: string } {
  if (region === undefined) return {};
  if (typeof region !== "string" || !isRegionCode(region)) {
    report("target.region", `is ${showValue(region)}, but must be a region code such as cn-hangzhou`);
    return {};
  }
  return { region };
}
