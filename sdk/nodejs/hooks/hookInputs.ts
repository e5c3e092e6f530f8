import * as pulumi from "@pulumi/pulumi";
import type { Properties } from "../../../provider/lifecycle/properties";
import { secretForms } from "../../../provider/lifecycle/secretInputs";
import { splitUnknowns } from "../../../provider/lifecycle/splitUnknowns";
import { unwrapInput } from "../inputs/unwrapInput";

/** Inputs of a resource, in a form that a hook can use. */
export interface HookInputs {
  /** Inputs that are known completely, with secrets in the clear. */
  known: Record<string, unknown>;
  /** Names of all other inputs. */
  unknown: string[];
  /** Strings inside inputs that the program marked as secret, and the other forms in which messages name them. */
  secrets: string[];
}

/** Reads a hook's `newInputs`. Unknowns and secrets may occur anywhere in them, including inside each other. */
export async function hookInputs(newInputs: Properties): Promise<HookInputs> {
  const secrets: unknown[] = [];
  const plain: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(newInputs)) {
    plain[name] = await unwrapInput(value, (secret) => {
      // Secrets in triggers are not collected. Triggers never appear in a message, and their words may be common ones.
      if (name !== "triggers" && secret !== "") secrets.push(secret);
    });
  }
  return { ...splitUnknowns(plain, pulumi.isUnknown), secrets: secretForms(secrets) };
}
