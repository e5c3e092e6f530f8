import { types } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { isDate } from "../../../provider/core/isDate";
import { cleanText, LONGEST_WORD } from "../../../provider/core/text/cleanText";
import { refusedInput } from "../../../provider/lifecycle/refusedInput";
import { underMocks } from "../underMocks";

/** Reason to refuse an input that came to nothing. */
export const NOTHING =
  "was given, but its Output or Promise came to nothing: the resource that it comes from was skipped or failed, or it " +
  "has no such output. To leave the input out, pass undefined itself";
const EMPTY =
  "is an empty object; pulumi.output() turns a Date, Map or other object into one. Pass the value itself, or make a " +
  "text of it, for example with pulumi.jsonStringify()";
const ALLOWED_IN_TRIGGERS =
  "allowed are texts, finite numbers, booleans, Dates, objects with a toJSON method, and lists and plain objects of these";
const ALLOWED_ELSEWHERE = "pass a text, a number, a Date or a list";

/** How to carry an input. */
export interface Carrying {
  /** Whether objects with a `toJSON` method are carried as what it returns. */
  json: boolean;
  /** Treatment of an Output that is still unknown in an `up`, because its resource was skipped. */
  unknowns: "refuse" | "keep";
}

/** The place of a value inside an input. */
interface Place {
  source: "program" | "promise" | "output";
  parents: readonly object[];
}

/**
 * Converts an input to a form that Pulumi carries without loss. Pulumi would turn a `Date`, a `Map`, a boxed number and
 * much else into an empty object, so that a change would go unnoticed. Whatever can't be carried becomes a placeholder
 * that `checkInputs` refuses by name.
 */
export function carriedInput(input: unknown, carrying: Carrying): unknown {
  return carry(input, { source: "program", parents: [] });

  function carry(value: unknown, place: Place): unknown {
    if (pulumi.Output.isInstance(value)) {
      const apply = value.apply.bind(value) as (func: (inner: unknown) => unknown, evenIfUnknown: boolean) => unknown;
      // Outside a preview, `apply` alone never calls back for an output of a skipped resource.
      return apply(
        (inner) => carry(inner, { ...place, source: "output" }),
        carrying.unknowns === "refuse" && !pulumi.runtime.isDryRun(),
      );
    }
    if (types.isPromise(value)) {
      return Promise.resolve(value).then((inner) => carry(inner, { ...place, source: "promise" }));
    }
    if (pulumi.isUnknown(value)) {
      return pulumi.runtime.isDryRun() || carrying.unknowns === "keep" ? value : refusedInput(NOTHING);
    }
    if (value === undefined || (value === null && place.parents.length === 0)) {
      return place.source === "program" ? value : nothing();
    }
    if (typeof value === "object" && value !== null) {
      return carryObject(value, place);
    }
    if (typeof value === "bigint" && carrying.json) {
      return String(value);
    }
    const fits = value === null || ["string", "boolean"].includes(typeof value) || Number.isFinite(value);
    return fits ? value : refuse(value);
  }

  function carryObject(value: object, { source, parents }: Place): unknown {
    if (parents.includes(value)) {
      return refusedInput("contains itself");
    }
    const inside = { source, parents: [...parents, value] };
    if (isDate(value)) {
      return Number.isNaN(value.getTime()) ? refusedInput("is an invalid Date") : value.toISOString();
    }
    if (types.isBoxedPrimitive(value)) {
      return carry(value.valueOf(), inside);
    }
    if (Array.isArray(value)) {
      return value.map((element) => carry(element, inside));
    }
    if (pulumi.Resource.isInstance(value) || pulumi.asset.Asset.isInstance(value) || isArchive(value)) {
      return value;
    }
    const { toJSON } = value as { toJSON?: unknown };
    if (carrying.json && typeof toJSON === "function") {
      return carry(toJSON.call(value), inside);
    }
    if (!isPlain(value)) {
      return refuse(value);
    }
    const members = Object.entries(value);
    return members.length === 0 && source === "output"
      ? refusedInput(EMPTY)
      : Object.fromEntries(members.map(([key, member]) => [key, carry(member, inside)]));
  }

  function refuse(value: unknown): unknown {
    return refusedInput(`is ${kindOf(value)}; ${carrying.json ? ALLOWED_IN_TRIGGERS : ALLOWED_ELSEWHERE}`);
  }
}

/** Under mocks nothing is checked, so a placeholder would only confuse. In a preview the value may still come. */
function nothing(): unknown {
  if (underMocks()) {
    return undefined;
  }
  return pulumi.runtime.isDryRun() ? pulumi.unknown : refusedInput(NOTHING);
}

/** Says what kind of value this is, without its content, which may be a secret. */
function kindOf(value: unknown): string {
  if (typeof value === "object" && value !== null) {
    const name = (value as { constructor?: { name?: unknown } }).constructor?.name;
    return typeof name === "string" && name !== ""
      ? `an object of class ${cleanText(name, LONGEST_WORD)}`
      : "an object";
  }
  return typeof value === "number" ? String(value) : `a ${typeof value}`;
}

const isArchive = (value: object) => pulumi.asset.Archive.isInstance(value);

/** Tells whether a value is an object literal, of any realm, or an object without a prototype. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
