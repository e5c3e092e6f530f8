import type { ExportRequest, TaskRequest } from "../../../provider/core/exportRequest";

/** A `DownloadTask` of a program, over all runs of the program. */
export interface WantedResource {
  readonly wanted: ExportRequest;
  readonly adopt: TaskRequest["adopt"];
  /** The task that the user names. */
  adoptTaskId?: string;
  /** The task that the state records. */
  recorded?: string;
  /** Its calls, by the names that the service knows. */
  readonly makers: string[];
  /** Number of runs that were killed, or whose error says that the export may exist. */
  unclear: number;
  /** Number of runs in which the provider's `create` found no hand-over. */
  unhanded: number;
  /** Number of times that the user removed it from the state and wanted it again. */
  repeats: number;
}

/** Returns the request that a resource makes of its inputs. */
export function requestOf({ wanted, adopt, adoptTaskId }: WantedResource): TaskRequest {
  return { wanted, adopt, ...(adoptTaskId === undefined ? {} : { adoptTaskId }) };
}
