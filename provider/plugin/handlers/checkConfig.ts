import { CheckFailure, type CheckRequest, CheckResponse } from "@pulumi/pulumi/proto/provider_pb";
import { isMarkedSecret, markSecret } from "../../core/pulumiMarks";
import { readProperties } from "../values/readProperties";
import { writeProperties } from "../values/writeProperties";
import { unknownArguments } from "./configReader";

/** Arguments that hold a credential, or may hold one. */
const SECRET_ARGUMENTS = [
  "accessKey",
  "secretKey",
  "securityToken",
  "credentialsUri",
  "assumeRole",
  "assumeRoleWithOidc",
];

/**
 * Checks the provider's arguments. Adds no default: one from the environment would land in the state. Marks those that
 * hold a credential as secret, because a program may have given them in the clear.
 */
export function checkConfig(request: CheckRequest): CheckResponse {
  const { marked } = readProperties(request.getNews());
  const inputs = Object.entries(marked).map(([name, value]) => [
    name,
    SECRET_ARGUMENTS.includes(name) && !isSecret(value) ? markSecret(value) : value,
  ]);
  const failures = unknownArguments(marked).map(({ reason }) => new CheckFailure().setReason(reason));
  return new CheckResponse().setInputs(writeProperties(Object.fromEntries(inputs))).setFailuresList(failures);
}

function isSecret(value: unknown): boolean {
  return typeof value === "object" && value !== null && isMarkedSecret(value as Record<string, unknown>);
}
