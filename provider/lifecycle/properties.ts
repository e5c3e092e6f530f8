/** The inputs or outputs of a resource, as its host passes them. */
export type Properties = Readonly<Record<string, unknown>>;
