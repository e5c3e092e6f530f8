/** Formats of exported files, as the API names them. */
export const EXPORT_FORMATS = ["csv", "csv-with-header", "sql", "parquet", "bson", "qp.xb"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Where an export is written: to the service, which gives links to it, or to a bucket of the user. */
export type ExportTarget =
  | { type: "URL" }
  | {
      type: "OSS";
      bucket: string;
      /** Folder in the bucket, without slashes at its ends. Absent for the bucket's root. */
      path?: string;
      /** Region of the bucket. */
      region?: string;
    };

/** An export, in one form. Defaults are filled in, and every time is a number. */
export interface ExportRequest {
  regionCode: string;
  instanceName: string;
  clusterName?: string;
  /** Id of the backup set to export. Absent for a point in time. */
  backupSetId?: string;
  /** Point in time to export, milliseconds since the epoch. Absent for a backup set. */
  pointInTime?: number;
  /** Size of the backup set in bytes. */
  backupSetSize?: number;
  format: ExportFormat;
  target: ExportTarget;
  /** MongoDB's arguments. */
  primaryKeyTypeOnly?: boolean;
  isCluster?: boolean;
  adminDatabase?: string;
  useZstd?: boolean;
  network?: "public" | "vpc";
}

/** An export to start, and the existing tasks that may take its place. */
export interface TaskRequest {
  wanted: ExportRequest;
  /** Equal tasks that are taken instead of starting a new one. */
  adopt: "unfinished" | "finished" | "never";
  /** Id of the one task to take. */
  adoptTaskId?: string;
}
