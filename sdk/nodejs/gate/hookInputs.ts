import * as pulumi from "@pulumi/pulumi";
import { parseDatasourceId } from "../../../provider/core/arguments/datasourceId";
import type { Properties } from "../../../provider/lifecycle/properties";
import { splitUnknowns } from "../../../provider/lifecycle/unknowns";

/** A resource's inputs as a hook can use them. */
export interface HookInputs {
  /** The inputs that are wholly known, in the clear. */
  known: Record<string, unknown>;
  /** The names of the others. */
  unknown: string[];
  /** The texts in inputs that the program marked as secret. */
  secrets: string[];
}

/** How the wire marks a secret; SDK 3.182 hands such an object to a hook, later ones an Output. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Reads a hook's `newInputs`: unknowns and secrets may stand anywhere in them, and within each other. */
export async function hookInputs(newInputs: Properties): Promise<HookInputs> {
  const secrets: string[] = [];
  const plain: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(newInputs)) {
    // Triggers are told nowhere, and a short one would only cut other words to pieces.
    plain[name] = await unwrap(value, false, name === "triggers" ? [] : secrets);
  }
  // Messages name the instance, also where a secret datasourceId alone says it.
  secrets.push(...secrets.flatMap((text) => parseDatasourceId(text)?.instanceName ?? []));
  return { ...splitUnknowns(plain, pulumi.isUnknown), secrets };
}

async function unwrap(value: unknown, secret: boolean, secrets: string[]): Promise<unknown> {
  if (pulumi.isUnknown(value)) {
    return value;
  }
  if (pulumi.Output.isInstance(value)) {
    // `apply` never calls back in a preview where anything within is unknown; the SDK's own way to look does.
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
