/**
 * Property among the inputs that an import records. They hold only what a list shows, and the next `up` records the
 * inputs of the program in their place, without it.
 */
export const IMPORTED = "__imported";
