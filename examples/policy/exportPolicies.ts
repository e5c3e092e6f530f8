import type { ResourceValidationPolicy } from "@pulumi/policy";

const BUCKETS = ["my-exports"];
const PRODUCTION = "urn:pulumi:prod::";

/** The type of a DownloadTask in every language, and in TypeScript without an explicit provider. */
const EXPORT = /(^|\/)alicloud-dbs:(index:)?DownloadTask$/;

/** Rules for exports, because an export is a way out for data. */
export const exportPolicies: ResourceValidationPolicy[] = [
  {
    name: "exports-only-to-known-buckets",
    description: "An export to OSS goes to a bucket of the list.",
    validateResource({ type, props: { target } }, report) {
      if (!EXPORT.test(type) || target?.type !== "OSS" || BUCKETS.includes(target.bucket)) return;
      report(`Exports go only to ${BUCKETS.join(", ")}, not to ${target.bucket}.`);
    },
  },
  {
    name: "no-url-exports-in-production",
    description: "A link to an export opens it to everybody who has the link.",
    validateResource({ type, urn, props: { target } }, report) {
      if (!EXPORT.test(type) || !urn.startsWith(PRODUCTION) || (target?.type ?? "URL") !== "URL") return;
      report("Exports of production go to a bucket: a link opens them to everybody who has it.");
    },
  },
];
