/** The inputs or outputs of a resource, as a host hands them over. */
export type Properties = Readonly<Record<string, unknown>>;
