import type { Rule } from "./checkFields";

export const TEXT: Rule = {
  must: "a text that is not empty",
  holds: (value) => typeof value === "string" && value !== "",
};
export const FLAG: Rule = { must: "true or false", holds: (value) => typeof value === "boolean" };
export const NUMBER: Rule = { must: "a number", holds: (value) => typeof value === "number" };
export const ANYTHING: Rule = { must: "any value", holds: () => true };
export const LIST: Rule = { must: "a list", holds: Array.isArray };
export const TEXTS: Rule = {
  must: "a list of texts",
  holds: (value) => LIST.holds(value) && everyText(value as unknown[]),
};
export const HEADERS: Rule = {
  must: "an object of texts",
  holds: (value) => typeof value === "object" && value !== null && everyText(Object.values(value)),
};

/** Seconds, milliseconds or a count. */
export const AMOUNT: Rule = {
  must: "a number of at least 0",
  holds: (value) => NUMBER.holds(value) && Number(value) >= 0,
};
/** A number of something that is counted from 1. */
export const ORDINAL: Rule = {
  must: "a whole number of at least 1",
  holds: (value) => Number.isSafeInteger(value) && Number(value) >= 1,
};

export const word = (...words: string[]): Rule => ({
  must: `one of ${words.join(", ")}`,
  holds: (value) => words.some((each) => each === value),
});

export const required = (rule: Rule): Rule => ({ ...rule, required: true });

function everyText(values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === "string");
}
