import type * as pulumi from "@pulumi/pulumi";
import type { Time } from "../../../provider/core/arguments/time";
import type { ExportFormat } from "../../../provider/core/exportRequest";
import type { InputOf } from "./inputOf";

/** The format of an export, as the API or its reference page spells it. */
export type ExportFormatArg = ExportFormat | Uppercase<ExportFormat> | Capitalize<ExportFormat>;

/**
 * The place that an export is written to.
 * - `{ type: "URL" }`: storage of the service, free of charge. `getDownloadUrl` makes links to it for three days after
 *   the end of the export.
 * - `{ type: "OSS", bucket, path, region }`: a bucket of yours, at the bucket's prices. Its storage class must be
 *   Standard, and the account needs the role AliyunDBSDefaultRole. `path` is a folder in the bucket, by default its
 *   root. `region` is the bucket's, for example `cn-hangzhou`; by default the service takes the instance's.
 */
export type ExportTargetArgs =
  | { type: "URL" }
  | {
      type: "OSS";
      bucket: pulumi.Input<string>;
      path?: pulumi.Input<string | undefined>;
      region?: pulumi.Input<string | undefined>;
    };

/**
 * Arguments that say what to export, and which existing task may take the place of a new one. Exactly one of
 * `backupSetId` and `pointInTime` must be given. The meaning of the values to the service is taken from the API's
 * reference page (CreateDownload, DBS 2021-01-01).
 */
export interface TaskArgs {
  /**
   * Region of the instance, for example `cn-hangzhou`. Default: the region in the stack configuration, in the
   * environment or in the configured profile, in this order. If none of them has a region, that is an error. A change
   * starts a new export.
   */
  regionCode?: string;
  /** The database instance, for example `rm-bp1…`, `pc-bp1…` or `dds-bp1…`. A change starts a new export. */
  instanceName: string;
  /** The cluster, for MongoDB sharded clusters. A change starts a new export. */
  clusterName?: string;
  /**
   * Id of the backup set to export, for example of `@pulumi/alicloud`'s `rds.getRdsBackups`. A change starts a new
   * export. A program that passes the newest backup set therefore starts a new one, with its cost, whenever there is a
   * newer set.
   */
  backupSetId?: string;
  /**
   * Moment whose data to export. It can't be in the future. Another spelling of the same moment is no change; another
   * moment starts a new export. A moment that the program computes from the current time is therefore a new export, with
   * its cost, in every `up`.
   */
  pointInTime?: Time;
  /** Size of the backup set in bytes, for the service and for the preview. A change starts no new export. */
  backupSetSize?: number;
  /**
   * Format of the files: `csv`, `csv-with-header`, `sql`, `parquet`, `bson` (MongoDB) or `qp.xb` (a physical backup of
   * MySQL), in any letter case. Which formats an instance has depends on its engine. A change starts a new export.
   */
  format: ExportFormatArg;
  /** The place that the files are written to. Default: `{ type: "URL" }`. A change starts a new export. */
  target?: ExportTargetArgs;
  /** MongoDB only: exports the primary keys alone. Default: `false`. A change starts a new export. */
  primaryKeyTypeOnly?: boolean;
  /** MongoDB only: whether the instance is a sharded cluster. Default: `false`. A change starts a new export. */
  isCluster?: boolean;
  /** MongoDB only: name of the administration database. Default: `admin`. A change starts a new export. */
  adminDatabase?: string;
  /** Compresses the files as `tar.zst`. Default: `false`. A change starts a new export. */
  useZstd?: boolean;
  /**
   * Equal tasks that are taken instead of starting a new one:
   * - `unfinished`, the default: one that still runs, or that failed. A failed task keeps every new one of its instance
   *   out; a gate with `taskRetries` retries it.
   * - `finished`: also one that is finished and not expired, which costs nothing more. Can't be combined with `triggers`.
   * - `never`: none. A task that is in the way is then an error.
   *
   * A change starts no new export.
   */
  adopt?: "unfinished" | "finished" | "never";
  /**
   * Id of the task to take, for example `dt-s8rlujj6`, instead of looking for an equal one. It is an error if the task is
   * not listed within half a minute, has expired or shows another export than the arguments ask for. A change starts no new export.
   */
  adoptTaskId?: string;
  /**
   * The endpoint to use: `vpc` for the one inside a VPC, or `public`. Default: the configured network, otherwise
   * `public`. A change starts no new export.
   */
  network?: "vpc" | "public";
}

/** The arguments of a `DownloadTask` as a program's inputs; see {@link TaskArgs}. */
export type DownloadTaskArgs = { [K in keyof TaskArgs]: InputOf<TaskArgs[K]> } & {
  /**
   * Values that start a new export, with its cost, when one of them changes. If the old task still runs, the new
   * resource takes that one.
   *
   * In TypeScript, the same values are allowed as in the `triggers` of a `DownloadTasksGate`.
   */
  triggers?: InputOf<readonly unknown[]>;
};
