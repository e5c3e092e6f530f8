import * as pulumi from "@pulumi/pulumi";
import { parseDatasourceId } from "../../../provider/core/arguments/datasourceId";
import type { Properties } from "../../../provider/lifecycle/properties";
import { splitUnknowns } from "../../../provider/lifecycle/splitUnknowns";

/** Inputs of a resource, in a form that a hook can use. */
export interface HookInputs {
  /** Inputs that are known completely, with secrets in the clear. */
  known: Record<string, unknown>;
  /** Names of all other inputs. */
  unknown: string[];
  /** Strings inside inputs that the program marked as secret. */
  secrets: string[];
}

/**
 * Marks a secret in Pulumi's wire format. SDK 3.182 passes an object with this mark to a hook. Later versions pass an
 * Output.
 */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Reads a hook's `newInputs`. Unknowns and secrets may occur anywhere in them, including inside each other. */
export async function hookInputs(newInputs: Properties): Promise<HookInputs> {
  const secrets: string[] = [];
  const plain: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(newInputs)) {
    // Secrets in triggers are not collected. Triggers never appear in a message, and a short one would only blot out
    // parts of other words.
    plain[name] = await unwrap(value, false, name === "triggers" ? [] : secrets);
  }
  // Messages name the instance, so it must be hidden even if only a secret datasourceId contains it.
  secrets.push(...secrets.flatMap((text) => parseDatasourceId(text)?.instanceName ?? []));
  return { ...splitUnknowns(plain, pulumi.isUnknown), secrets };
}

async function unwrap(value: unknown, secret: boolean, secrets: string[]): Promise<unknown> {
  if (pulumi.isUnknown(value)) {
    return value;
  }
  if (pulumi.Output.isInstance(value)) {
    // In a preview, `apply` never calls back if anything inside is unknown. The SDK's internal `promise` still
    // resolves.
    const inner = value as unknown as { promise(withUnknowns: true): Promise<unknown>; isSecret: Promise<boolean> };
    return await unwrap(await inner.promise(true), secret || (await inner.isSecret), secrets);
  }
  if (Array.isArray(value)) {
    return await Promise.all(value.map((element) => unwrap(element, secret, secrets)));
  }
  if (typeof value === "object" && value !== null) {
    const object = value as Record<string, unknown>;
    if (object[SIGNATURE] === SECRET) {
      return await unwrap(object.value, true, secrets);
    }
    const entries = Object.entries(object).map(async ([key, element]) => [key, await unwrap(element, secret, secrets)]);
    return Object.fromEntries(await Promise.all(entries));
  }
  if (secret && typeof value === "string" && value !== "") {
    secrets.push(value);
  }
  return value;
}
