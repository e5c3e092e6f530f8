import type { Clock } from "../../core/clock";
import type { DbsError } from "../../core/errors";
import { omitUndefined } from "../../core/omitUndefined";
import { holdsLink } from "../../core/text/holdsLink";
import { safeText } from "../../core/text/safeText";
import { OUT_OF_TIME, withDeadline } from "../../core/wait/withDeadline";
import type { CredentialSource } from "../credentials/credentialSource";
import type { Credentials } from "../credentials/fetchedCredentials";
import type { Endpoint } from "../endpoint/resolveEndpoint";
import { encodeQuery } from "../transport/encodeQuery";
import { TransportFailure } from "../transport/transportFailure";
import type { Send, WireRequest } from "../transport/wireMessages";
import { classify, noAnswer } from "./classify";
import { classifyTransport } from "./classifyTransport";
import type { CallContext, Failure } from "./failure";
import type { Operation } from "./operation";
import { requestIdIn } from "./readAnswer";
import { createServiceClock } from "./serviceClock";
import type { RequestSigner } from "./signedRequest";

/** Text that takes the place of one that holds a link. */
const HIDDEN = "[secret]";

/** The dependencies of an attempt. */
export interface AttemptParts {
  endpoint: Endpoint;
  region: string;
  /** Version of the API, such as `2021-01-01`. */
  version: string;
  credentials: CredentialSource;
  send: Send;
  clock: Clock;
}

/** One attempt of a call. */
export interface Attempt<T> {
  operation: Pick<Operation<never, T>, "action" | "parse" | "idempotent" | "secretAnswer">;
  parameters: Record<string, string>;
  limits: { callTimeoutMs: number; deadline: number; signal?: AbortSignal | undefined };
  /** Called just before the request is sent, once a connection is free. */
  onSend: () => void;
}

/**
 * Returns a function that makes one attempt of a call. It gets credentials, waits for a free connection, signs the
 * request, sends it once and classifies the answer. For later attempts it remembers the offset of the service's clock,
 * and it gives up a session that has expired.
 */
export function createAttempt({
  credentials,
  send,
  clock,
  ...target
}: AttemptParts): <T>(attempt: Attempt<T>) => Promise<{ value: T } | Failure> {
  const serviceClock = createServiceClock(clock);
  let signer: Promise<RequestSigner> | undefined;

  const learn = (failure: Failure, identity: Credentials) => {
    if (failure.clockOffset !== undefined) {
      serviceClock.correct(failure.clockOffset);
    }
    if (failure.remedy === "newSession") {
      credentials.renew(identity);
    }
  };

  return async ({ operation, parameters, limits: { callTimeoutMs, deadline, signal }, onSend }) => {
    const { action, idempotent, secretAnswer = false } = operation;
    const left = () => deadline - clock.now();
    if (left() <= 0) {
      return outOfTime("notDone", "no time was left for an attempt");
    }
    let resolved: Credentials | typeof OUT_OF_TIME;
    // A fetch that this attempt no longer waits for must not keep the process alive.
    const leaving = new AbortController();
    try {
      resolved = await withDeadline(credentials.resolve(leaving.signal), left(), clock, signal);
    } catch (error) {
      leaving.abort(OUT_OF_TIME);
      return noCredentials(error);
    }
    if (resolved === OUT_OF_TIME) {
      leaving.abort(OUT_OF_TIME);
      return outOfTime("notDone", `the credentials from ${credentials.description} did not arrive in time`);
    }
    const identity = resolved;
    // Loading the cloud's client takes 50 ms or more, so it is loaded only when there is something to sign.
    signer ??= import("./signedRequest").then(({ RequestSigner }) => new RequestSigner(target));
    const requests = await signer;
    let request: WireRequest | undefined;
    let timeoutMs = 0;
    const begin = () => {
      onSend();
      timeoutMs = Math.min(callTimeoutMs, Math.max(0, left()));
      request = requests.sign(action, parameters, identity, serviceClock.now());
      return { request, timeoutMs };
    };
    const context: CallContext = {
      action,
      parameters,
      region: target.region,
      host: target.endpoint.host,
      isHostListed: target.endpoint.isListed === true,
      credentials: credentials.description,
      secretAnswer,
      show: (text, maxLength) =>
        secretAnswer && holdsLink(text) ? HIDDEN : safeText(text, secretsOf(identity, request), maxLength),
    };
    try {
      const response = await send(target.endpoint, { queueMs: Math.max(0, left()), begin, fresh: !idempotent, signal });
      const answer = classify(response, context, clock.wallTime());
      if (!("body" in answer)) {
        learn(answer, identity);
        return answer;
      }
      const id = requestIdIn(answer.body, context);
      try {
        return { value: operation.parse({ ...answer.body, RequestId: id }) };
      } catch (error) {
        const why = `the answer has the wrong shape, because ${context.show((error as Error).message, 200)}`;
        return { ...noAnswer(why, response, context), ...omitUndefined({ requestId: id }) };
      }
    } catch (error) {
      if (!(error instanceof TransportFailure)) {
        throw error;
      }
      const failure = classifyTransport(error, context);
      // A request that waited for a connection until the end was ended by the deadline too.
      return error.code === "TIMEOUT" && timeoutMs < callTimeoutMs
        ? outOfTime(failure.outcome, failure.saw, failure.code)
        : failure;
    }
  };
}

/**
 * Returns the failure for a credential source that can't be reached at the moment. The attempt is then retried, as
 * after a failure of the service. Rethrows any other error.
 */
function noCredentials(error: unknown): Failure {
  const { kind, code, httpStatus, requestId, lasting, message } = error as DbsError;
  if (kind !== "unavailable") {
    throw error;
  }
  const facts = { code, httpStatus, requestId, lasting };
  return {
    kind,
    remedy: "backOff",
    outcome: "notDone",
    saw: message.replace(/^\[\w+\] /, ""),
    advice: lasting
      ? "Check the host name in the setting or the profile that names it, and this machine's DNS"
      : "Check the network connection to the source of the credentials",
    ...omitUndefined(facts),
  };
}

function outOfTime(outcome: Failure["outcome"], saw: string, code?: string): Failure {
  return {
    kind: "timeout",
    remedy: "none",
    outcome,
    saw,
    advice: "Try again later",
    ...omitUndefined({ code }),
  };
}

/**
 * Returns the secrets of a request, which no text from an answer may show. Services quote signed strings, tokens and
 * whole URLs.
 */
function secretsOf(credentials: Credentials, request: WireRequest | undefined): (string | undefined)[] {
  const { accessKeyId, accessKeySecret, securityToken } = credentials;
  const { headers = {}, query = {} } = request ?? {};
  const signature = /Signature=(\w+)/.exec(headers.authorization ?? "")?.[1];
  return [accessKeyId, accessKeySecret, securityToken, signature, encodeQuery(query)];
}
