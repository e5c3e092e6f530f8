/** What the value of a field must be, in words, and the test for it. */
export interface Rule {
  must: string;
  holds: (value: unknown) => boolean;
  required?: true;
}

/** One rule for each field of `T`, so that a new field can't be forgotten. */
export type Rules<T> = { readonly [Field in keyof Required<T>]: Rule };

/**
 * Checks the fields of an object.
 * @param where - the object's place, for the message: `tasks[0]`
 * @throws Error that names the field and says what is allowed
 */
export function checkFields<T>(where: string, value: unknown, rules: Rules<T>): asserts value is T {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error(`${where} must be an object`);
  }
  const table: Readonly<Record<string, Rule>> = rules;
  const given = value as Record<string, unknown>;
  for (const field of Object.keys(given)) {
    if (!Object.hasOwn(table, field)) {
      throw new Error(`${where}: ${field} is not a known field; allowed are ${Object.keys(table).join(", ")}`);
    }
  }
  for (const [field, { must, holds, required }] of Object.entries(table)) {
    const found = given[field];
    if (found === undefined) {
      if (required) throw new Error(`${where} needs ${field}, which must be ${must}`);
    } else if (!holds(found)) {
      throw new Error(`${where}: ${field} is ${JSON.stringify(found)}, but must be ${must}`);
    }
  }
}
