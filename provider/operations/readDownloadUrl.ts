import type { Caller, Connection } from "../connection/caller";
import { withRegion } from "../connection/withRegion";
import { argumentsError } from "../core/arguments/parseArguments";
import { parseUrlArguments } from "../core/arguments/urlArguments";
import type { DownloadUrl, UrlRequest } from "../core/downloadUrl";
import { DbsError, type DbsErrorKind } from "../core/errors";
import type { DownloadTaskDetails } from "../core/listing/task";
import { omitUndefined } from "../core/omitUndefined";
import { explainNoLink, type NoLink } from "../core/verdict/explainNoLink";
import { callLimits } from "./callLimits";
import { describeStorageInfo } from "./describeStorageInfo";
import { findTask } from "./findTask";

/**
 * Gets the links to the files of an export. If the service refuses, a look at the task finds out why.
 * @param args - the user's arguments, not yet validated
 * @param signal - ends the calls with an error of kind `cancelled`
 * @throws DbsError; of kind `arguments`, and before anything is sent, if the arguments are invalid
 */
export async function readDownloadUrl(args: object, caller: Caller, signal?: AbortSignal): Promise<DownloadUrl> {
  const { value: request, issues } = parseUrlArguments(await withRegion(args ?? {}, caller.defaultRegion));
  if (request === undefined) throw argumentsError("getDownloadUrl", issues);
  const connection = caller.connect(request);
  const { taskId, regionCode, instanceName } = request;
  const named = { taskId, regionCode, ...omitUndefined({ instanceName }) };
  try {
    const links = await connection.call(describeStorageInfo, request, callLimits(connection.clock, signal));
    return { ...named, ...links, expired: false };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (instanceName === undefined) {
      throw explained(error, "Give instanceName too, and the error says in which state the task is");
    }
    const task = await findRefused({ ...request, instanceName }, connection, error, signal);
    const noLink = explainNoLink(task);
    if (task.downloadStatus === "expired" && noLink?.kind !== "arguments") return { ...named, expired: true };
    throw noLink === undefined ? error : noLinkError(noLink, taskId, error);
  }
}

/** Kinds of failure with which the service may answer the request for a link of a task that has none. */
const REFUSALS: readonly DbsErrorKind[] = ["arguments", "conflict", "unavailable", "protocol"];

/**
 * Tells whether the service has answered that it gives no link. Its answer for a task without links is not documented,
 * so an unknown code and an answer without links count as well.
 */
function isRefusal(error: unknown): error is DbsError {
  if (!DbsError.isInstance(error)) return false;
  const { kind, httpStatus = 500, lasting = false } = error;
  return REFUSALS.includes(kind) && httpStatus < 500 && !lasting;
}

/**
 * Finds the task for which the service gives no link.
 * @throws the refusal with a sentence that says why the task was not found
 */
async function findRefused(
  { taskId, regionCode, instanceName, clusterName, network }: UrlRequest & { instanceName: string },
  connection: Connection,
  refusal: DbsError,
  signal: AbortSignal | undefined,
): Promise<DownloadTaskDetails> {
  const selection = { regionCode, instanceName, ...omitUndefined({ clusterName, network }) };
  let found: DownloadTaskDetails | undefined;
  try {
    found = await findTask(selection, taskId, connection, signal);
  } catch (failure) {
    if (!DbsError.isInstance(failure) || failure.kind === "cancelled") throw failure;
    throw explained(refusal, `A look at the task failed as well: ${failure.message}`);
  }
  if (found === undefined) {
    throw explained(refusal, `${taskId} is not listed for ${instanceName} in ${regionCode}`);
  }
  return found;
}

/** Returns the refusal with a sentence added to its message. */
function explained({ kind, message, cause, ...facts }: DbsError, sentence: string): DbsError {
  return new DbsError(kind, `${message.replace(/^\[\w+\] /, "")}. ${sentence}`, { ...facts, cause });
}

/** Returns the error for a task that has no link, with the facts of the service's refusal. */
function noLinkError({ kind, reason, advice }: NoLink, taskId: string, refusal: DbsError): DbsError {
  const { code, httpStatus, requestId, operation, region, attempts, elapsed } = refusal;
  const facts = { code, httpStatus, requestId, operation, region, attempts, elapsed };
  const id = requestId === undefined ? "" : ` (request id ${requestId})`;
  const message = `${operation} in ${region}: no link, because ${reason}${id}. ${advice}`;
  return new DbsError(kind, message, { ...facts, ...(kind === "conflict" ? { taskId } : {}) });
}
