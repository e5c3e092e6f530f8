import { Refusal } from "./refusal";

/*
 * The refusals of the service by their codes. Statuses and messages of DBS's own codes are those of its reference pages
 * and of captured answers. Those of the gateway's codes are from its list of common errors. A code of which no message is
 * known has its own name as the message.
 */

const NOT_SUPPORTED = [
  "CustinIdNotSupport",
  "CustinNameNotSupport",
  "DbTypeNotSupport",
  "InstanceInfoNotSupport",
  "InstanceParamNotSupport",
  "InstanceStorageTypeNotSupport",
  "InstanceVersionNotSupport",
  "RegionNotSupport",
  "UserNotSupport",
  "NotSupport",
] as const;

type NotSupported = `DBS.DownloadTask.${(typeof NOT_SUPPORTED)[number]}`;
type StatusAndMessage = readonly [status: number, message?: string];

const notSupported = Object.fromEntries(
  NOT_SUPPORTED.map((word) => [`DBS.DownloadTask.${word}`, [200, `DBS DownloadTask ${word}.`]]),
) as unknown as Record<NotSupported, StatusAndMessage>;

export const REFUSALS = {
  "DBS.DownloadTask.OnlyOneRunningOrFailedTask": [
    200,
    "There can be only one running or failed task for the instance.",
  ],
  "DBS.DownloadTask.JobAlreadyExist": [200, "Job already submit in recent days, please check it."],
  "DBS.DownloadTask.CannotFind": [200, "Can not find download task."],
  "DBS.DownloadTask.OssForbid": [200, "OSS is forbidden to access. Please check your OSS bucket."],
  "DBS.DownloadTask.OssStorageTypeInvalid": [
    200,
    "Unsupported bucket storage. Please make sure that your OSS bucket's storgae type is standard.",
  ],
  "DBS.DownloadTask.BakSetError": [
    200,
    "DBS download task bak set error. Your backup set does not meet the requirements.",
  ],
  ...notSupported,
  "DBS.ParamIsInValid": [200, "formatType can not be empty"],
  "DBS.InternalError": [200, "instanceName can not be empty"],
  "DBS.NoPermissionException": [403, "Rejected by ValidationChecker."],
  "DBS.NotExists": [404, "data source do not existed."],
  "DBS.NotExisted": [404],
  "Forbidden.InstanceNotFound": [200, "instance not found"],
  "Request.Forbidden": [403, "Have no Permissions"],
  NoPermission: [403, "Have no Permissions"],
  Forbidden: [403, "There is a risk of leakage of this AccessKey."],
  "Forbidden.RAM": [403, "User not authorized to operate on the specified resource, or this API doesn't support RAM."],
  "Param.NotFound": [400],
  InvalidParameter: [400],
  Throttling: [400, "Request was denied due to request throttling."],
  "Throttling.User": [400, "Request was denied due to user flow control."],
  "Throttling.Api": [400, "Request was denied due to api flow control."],
  ServiceUnavailable: [503, "The request has failed due to a temporary failure of the server."],
  InternalError: [500, "The request processing has failed due to some unknown error."],
  "InvalidAction.NotFound": [404, "Specified api is not found."],
  InvalidVersion: [400, "Specified parameter Version is not valid."],
  "InvalidAccessKeyId.NotFound": [404, "Specified access key is not found."],
  SignatureDoesNotMatch: [400, "Specified signature is not matched with our calculation."],
  IncompleteSignature: [400, "The request signature does not conform to Aliyun standards."],
  "InvalidSecurityToken.Expired": [400, "Specified SecurityToken is expired."],
  "InvalidSecurityToken.MismatchWithAccessKey": [400, "Specified SecurityToken mismatch with the AccessKey."],
  "InvalidTimeStamp.Expired": [400, "Specified time stamp or date value is expired."],
  SignatureNonceUsed: [400, "Specified signature nonce was used already."],
} as const satisfies Record<string, StatusAndMessage>;

/** Code of a refusal that the service is known to make. */
export type RefusalCode = keyof typeof REFUSALS;

/**
 * Makes a refusal of the service, with its message.
 * @param given - other fields of the answer, and the status if it is not the usual one
 */
export function knownRefusal(
  code: RefusalCode,
  given: { status?: number | undefined; more?: Refusal["more"] } = {},
): Refusal {
  const [status, message = code]: StatusAndMessage = REFUSALS[code];
  return new Refusal(given.status ?? status, code, message, given.more);
}
