import type { Clock } from "../../core/clock";
import type { DbsError } from "../../core/errors";
import { omitUndefined } from "../../core/omitUndefined";
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
  operation: Pick<Operation<never, T>, "action" | "parse" | "idempotent">;
  parameters: Record<string, string>;
  limits: { callTimeoutMs: number; deadline: number; signal?: AbortSignal | undefined };
  /** Called just before the request is sent. */
  onSend: () => void;
}

/**
 * Returns a function that makes one attempt of a call. It gets credentials, signs the request, sends it once and
 * classifies the answer. For later attempts it remembers the offset of the service's clock, and which session has
 * expired.
 */
export function createAttempt({
  credentials,
  send,
  clock,
  ...target
}: AttemptParts): <T>(attempt: Attempt<T>) => Promise<{ value: T } | Failure> {
  const serviceClock = createServiceClock(clock);
  /**
   * The session that was given up most recently. If several calls find that it has expired, only one of them renews it.
   */
  let expired: string | undefined;
  let signer: Promise<RequestSigner> | undefined;

  const learn = (failure: Failure, { securityToken, accessKeyId }: Credentials) => {
    if (failure.clockOffset !== undefined) {
      serviceClock.correct(failure.clockOffset);
    }
    const session = securityToken ?? accessKeyId;
    if (failure.remedy === "newSession" && session !== expired) {
      expired = session;
      credentials.renew();
    }
  };

  return async ({ operation, parameters, limits: { callTimeoutMs, deadline, signal }, onSend }) => {
    const { action, idempotent } = operation;
    const left = () => deadline - clock.now();
    if (left() <= 0) {
      return outOfTime("notDone", "no time was left for an attempt");
    }
    let identity: Credentials | typeof OUT_OF_TIME;
    try {
      identity = await withDeadline(credentials.resolve(), left(), clock, signal);
    } catch (error) {
      return noCredentials(error);
    }
    if (identity === OUT_OF_TIME) {
      return outOfTime("notDone", `the credentials from ${credentials.description} did not arrive in time`);
    }
    // Loading the cloud's client takes 50 ms or more, so it is loaded only when there is something to sign.
    signer ??= import("./signedRequest").then(({ RequestSigner }) => new RequestSigner(target));
    const request = (await signer).sign(action, parameters, identity, serviceClock.now());
    const context: CallContext = {
      action,
      idempotent,
      parameters,
      region: target.region,
      credentials: credentials.description,
      show: showFor(request, identity),
    };
    const timeoutMs = Math.min(callTimeoutMs, left());
    onSend();
    try {
      const response = await send(request, { timeoutMs, signal });
      const answer = classify(response, context, clock.now());
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
  const { kind, code, httpStatus, requestId, message } = error as DbsError;
  if (kind !== "unavailable") {
    throw error;
  }
  const facts = { code, httpStatus, requestId };
  return {
    kind,
    remedy: "backOff",
    outcome: "notDone",
    saw: message.replace(/^\[\w+\] /, ""),
    advice: "Check the network connection to the source of the credentials",
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
 * Returns a function that makes text from an answer safe to show. Services quote signed strings, tokens and whole URLs.
 */
function showFor({ headers, query }: WireRequest, credentials: Credentials): CallContext["show"] {
  return (text, maxLength) => {
    const { accessKeyId, accessKeySecret, securityToken } = credentials;
    const signature = /Signature=(\w+)/.exec(headers.authorization ?? "")?.[1];
    const sent = [accessKeyId, accessKeySecret, securityToken, signature, encodeQuery(query)];
    return safeText(text, sent, maxLength);
  };
}
